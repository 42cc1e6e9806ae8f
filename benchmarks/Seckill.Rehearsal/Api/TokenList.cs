namespace Seckill.Rehearsal.Api;

/// <summary>Tokens of a development host.</summary>
internal sealed record TokenList
{
    public required IReadOnlyList<string> Tokens { get; init; }
}
