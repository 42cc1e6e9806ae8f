using Seckill.Caching.Filters;

namespace Seckill.Caching.DependencyInjection;

/// <summary>A rule or a filter that was asked for on a builder.</summary>
internal sealed record GuardRegistration(string Cache, string Prefix, IKeyRule? Rule, KeyFilterOptions? Filter, Func<IServiceProvider, IKeyIdSource>? Source)
{
    /// <summary>Makes the guards of a cache; longer prefixes are asked first.</summary>
    public static KeyGuards Build(IServiceProvider services, string cache, IEnumerable<GuardRegistration> all) => new(
    [
        .. all.Where(r => r.Cache == cache)
            .GroupBy(static r => r.Prefix, StringComparer.Ordinal)
            .OrderByDescending(static g => g.Key.Length)
            .Select(g => Build(services, g.Key, [.. g])),
    ]);

    private static KeyGuard Build(IServiceProvider services, string prefix, GuardRegistration[] parts)
    {
        var filter = parts.LastOrDefault(static p => p.Filter is not null);
        return new KeyGuard(
            prefix,
            [.. parts.Where(static p => p.Rule is not null).Select(static p => p.Rule!)],
            filter is null ? null : new KeyFilter(prefix, filter.Filter!),
            filter?.Source!(services));
    }
}
