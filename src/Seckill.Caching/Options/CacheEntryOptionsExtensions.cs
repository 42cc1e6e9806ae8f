using Microsoft.Extensions.Caching.Hybrid;

namespace Seckill.Caching.Options;

internal static class CacheEntryOptionsExtensions
{
    /// <summary>Lays a caller's <see cref="HybridCacheEntryOptions"/> and tags over the defaults.</summary>
    public static CacheEntryOptions With(this CacheEntryOptions defaults, HybridCacheEntryOptions? options, IEnumerable<string>? tags)
    {
        if (options is null && tags is null)
        {
            return defaults;
        }

        var expiration = options?.Expiration is { } asked ? SeckillCachingOptionsValidator.Keepable(asked, defaults) : defaults.Expiration;
        return defaults with
        {
            Expiration = expiration,
            LocalExpiration = options?.LocalCacheExpiration ?? (options?.Expiration is null ? defaults.LocalExpiration : Min(expiration, defaults.LocalExpiration)),
            Flags = options?.Flags ?? defaults.Flags,
            Tags = tags is null ? defaults.Tags : [.. tags],
        };
    }

    /// <summary>Has all of these flags.</summary>
    public static bool Has(this CacheEntryOptions options, HybridCacheEntryFlags flags) => (options.Flags & flags) == flags;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
