namespace Seckill.Caching.Filters;

/// <summary>What stands before the keys of one prefix.</summary>
/// <param name="Prefix">The prefix.</param>
/// <param name="Rules">Rules of form.</param>
/// <param name="Filter">The filter of existing ids; null without one.</param>
/// <param name="Source">Lists the ids for the filter.</param>
internal sealed record KeyGuard(string Prefix, IReadOnlyList<IKeyRule> Rules, KeyFilter? Filter, IKeyIdSource? Source);
