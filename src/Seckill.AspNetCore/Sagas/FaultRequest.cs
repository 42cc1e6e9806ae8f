namespace Seckill.AspNetCore.Sagas;

/// <summary>A planned failure.</summary>
internal sealed record FaultRequest(string? Step, int? Failures, string? Buyer = null)
{
    public const int MostFailures = 1_000_000;
}
