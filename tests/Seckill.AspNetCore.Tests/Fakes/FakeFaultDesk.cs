using Seckill.PurchaseSagas;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>Keeps the plans that it was given.</summary>
internal sealed class FakeFaultDesk : IFaultDesk
{
    public IReadOnlyList<string> Steps { get; } = ["order.create", "stock.sync"];

    public List<(string Step, int Failures, string? Buyer)> Plans { get; } = [];

    public void Plan(string step, int failures, string? buyer) => Plans.Add((step, failures, buyer));
}
