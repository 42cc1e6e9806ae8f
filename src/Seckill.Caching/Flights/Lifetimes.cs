using Seckill.Caching.Local;

namespace Seckill.Caching.Flights;

/// <summary>Lives of one result, spread by chance so that what was made together does not end together. Milliseconds.</summary>
internal readonly struct Lifetimes
{
    public required long Fresh { get; init; }

    public required long Local { get; init; }

    public required long Keep { get; init; }

    /// <summary>Age from which it is loaded again in the background.</summary>
    public required long RefreshAge { get; init; }

    public static Lifetimes Of(CacheEntryOptions options, bool isNotFound, OperationId operation)
    {
        var spread = 1 + (options.Jitter * ((2 * Chance(operation.Value)) - 1));
        if (isNotFound)
        {
            var absent = Ms(options.NotFoundExpiration, spread);
            return new Lifetimes { Fresh = absent, Local = Math.Min(absent, Ms(options.LocalNotFoundExpiration, spread)), Keep = absent, RefreshAge = absent };
        }

        var fresh = Ms(options.Expiration, spread) + (long)(options.JitterUpTo.TotalMilliseconds * Chance(~operation.Value));
        return new Lifetimes
        {
            Fresh = fresh,
            Local = Math.Min(fresh, Ms(options.LocalExpiration, spread)),
            Keep = fresh + (long)options.FailSafeFor.TotalMilliseconds,
            RefreshAge = (long)(fresh * options.RefreshAfter),
        };
    }

    /// <summary>Sets the times of an entry that is as old as <paramref name="age"/>.</summary>
    public void Stamp(LocalEntry entry, CacheEntryOptions options, long now, long age)
    {
        var local = Math.Min(Local, Fresh - age);
        entry.LoadedAt = now;
        entry.FreshUntil = now + local;
        entry.KeepUntil = now + Keep - age;
        entry.CheckAt = entry.IsNotFound || options.RefreshAfter >= 1
            ? entry.FreshUntil
            : now + Math.Max(0, Math.Min((long)(local * options.RefreshAfter), RefreshAge - age));
    }

    private static long Ms(TimeSpan time, double spread) => Math.Max(1, (long)(time.TotalMilliseconds * spread));

    // SplitMix64: the ids come one after the other, the chances must not.
    private static double Chance(ulong seed)
    {
        var z = seed + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
