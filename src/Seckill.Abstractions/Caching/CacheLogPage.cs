namespace Seckill.Caching;

/// <summary>A part of a partition's log.</summary>
/// <param name="Records">The records after the place asked for, in order.</param>
/// <param name="Reaches">False when the log no longer reaches back to that place: what is missing cannot be known.</param>
public sealed record CacheLogPage(IReadOnlyList<CacheLogRecord> Records, bool Reaches);
