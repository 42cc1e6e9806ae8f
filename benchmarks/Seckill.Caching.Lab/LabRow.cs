using System.Globalization;

namespace Seckill.Caching.Lab;

/// <summary>What came of one attack against one cache.</summary>
/// <param name="Attack">The attack.</param>
/// <param name="Guards">What stood against it.</param>
/// <param name="Requests">Calls of the cache.</param>
/// <param name="Loads">Calls that reached the source.</param>
/// <param name="Peak">The most that it had to answer at the same time.</param>
/// <param name="Errors">Callers that got none but an error.</param>
/// <param name="Entries">Entries in the node's own memory afterwards; 0 where there is none.</param>
internal sealed record LabRow(string Attack, string Guards, long Requests, int Loads, int Peak, int Errors, int Entries)
{
    public static IReadOnlyList<string> Titles { get; } = ["attack", "guards", "requests", "reached the source", "at the same time", "errors", "entries in own memory"];

    public IReadOnlyList<string> Cells => [Attack, Guards, Text(Requests), Text(Loads), Text(Peak), Text(Errors), Text(Entries)];

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
