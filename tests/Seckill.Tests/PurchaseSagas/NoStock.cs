using System.Reflection;

namespace Seckill.Tests.PurchaseSagas;

/// <summary>A stock store that nobody may ask: what the saga does needs only the ledger.</summary>
public class NoStock : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new InvalidOperationException($"The stock store was asked: {targetMethod?.Name}.");
}
