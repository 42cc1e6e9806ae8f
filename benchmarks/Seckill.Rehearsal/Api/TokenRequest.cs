namespace Seckill.Rehearsal.Api;

/// <summary>Asks the development host for tokens.</summary>
internal sealed record TokenRequest
{
    public string? Prefix { get; init; }

    public int? Count { get; init; }

    public string? Role { get; init; }
}
