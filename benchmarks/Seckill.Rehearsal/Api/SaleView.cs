namespace Seckill.Rehearsal.Api;

/// <summary>A sale as operators see it, as far as rehearsals need it.</summary>
internal sealed record SaleView
{
    public required string Id { get; init; }

    public string? Status { get; init; }

    public long Version { get; init; }
}
