namespace Seckill.Caching;

/// <summary>A committed change of the source that caches must hear of.</summary>
/// <param name="Key">The key that changed; null when <paramref name="Tag"/> is given.</param>
/// <param name="Tag">The tag whose entries changed; null when <paramref name="Key"/> is given.</param>
/// <param name="SourceVersion">The row's version after the change; rows older than it are not cached again. 0: not known.</param>
public sealed record CacheChange(string? Key, string? Tag = null, long SourceVersion = 0);
