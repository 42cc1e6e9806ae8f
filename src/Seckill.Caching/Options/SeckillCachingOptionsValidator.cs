using Microsoft.Extensions.Options;

namespace Seckill.Caching.Options;

internal sealed class SeckillCachingOptionsValidator : IValidateOptions<SeckillCachingOptions>
{
    /// <summary>The record of a tag's removal must outlive every entry that may carry the tag.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);

    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);

    public ValidateOptionsResult Validate(string? name, SeckillCachingOptions options)
    {
        var errors = new List<string>();
        Check(errors, nameof(options.MaxLocalEntries), options.MaxLocalEntries, 1, int.MaxValue);
        Check(errors, nameof(options.MaxNotFoundEntries), options.MaxNotFoundEntries, 1, int.MaxValue);
        Check(errors, nameof(options.MaxKeyLength), options.MaxKeyLength, 1, 65_536);
        Check(errors, nameof(options.MaxConcurrentLoads), options.MaxConcurrentLoads, 1, 100_000);
        Check(errors, nameof(options.DistributedTimeout), options.DistributedTimeout, s_tick, TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.BreakerFailures), options.BreakerFailures, 1, 1_000_000);
        Check(errors, nameof(options.BreakerDuration), options.BreakerDuration, s_tick, TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.HeartbeatInterval), options.HeartbeatInterval, s_tick, TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.TrustFor), options.TrustFor, options.HeartbeatInterval, TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.DegradedLocalExpiration), options.DegradedLocalExpiration, TimeSpan.Zero, TimeSpan.FromHours(1));
        Check(errors, nameof(options.MaxPendingWrites), options.MaxPendingWrites, 1, 1_000_000);
        CheckEntry(errors, options.DefaultEntryOptions);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>Refuses a caller's own options that make no sense.</summary>
    /// <exception cref="ArgumentException">One of them is out of its range.</exception>
    public static void ThrowIfWrong(CacheEntryOptions options)
    {
        var errors = new List<string>();
        CheckEntry(errors, options);
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }
    }

    /// <summary>Cuts the life that a caller of <c>HybridCache</c> gave, who knows nothing of jitter and stand-ins, to what can be kept.</summary>
    public static TimeSpan Keepable(TimeSpan expiration, CacheEntryOptions defaults)
    {
        var most = (LongestLife - defaults.FailSafeFor - defaults.JitterUpTo) / (1 + defaults.Jitter);
        return expiration < most ? expiration : most;
    }

    private static void CheckEntry(List<string> errors, CacheEntryOptions entry)
    {
        var before = errors.Count;
        const string Name = nameof(SeckillCachingOptions.DefaultEntryOptions) + ".";
        Check(errors, Name + nameof(entry.Expiration), entry.Expiration, s_tick, LongestLife);
        Check(errors, Name + nameof(entry.LocalExpiration), entry.LocalExpiration, s_tick, LongestLife);
        Check(errors, Name + nameof(entry.NotFoundExpiration), entry.NotFoundExpiration, s_tick, LongestLife);
        Check(errors, Name + nameof(entry.LocalNotFoundExpiration), entry.LocalNotFoundExpiration, s_tick, LongestLife);
        Check(errors, Name + nameof(entry.Jitter), entry.Jitter, 0, 0.5);
        Check(errors, Name + nameof(entry.JitterUpTo), entry.JitterUpTo, TimeSpan.Zero, LongestLife);
        Check(errors, Name + nameof(entry.FailSafeFor), entry.FailSafeFor, TimeSpan.Zero, LongestLife);
        Check(errors, Name + nameof(entry.FailSafeThrottle), entry.FailSafeThrottle, s_tick, TimeSpan.FromHours(1));
        Check(errors, Name + nameof(entry.RefreshAfter), entry.RefreshAfter, 0.1, 1);
        Check(errors, Name + nameof(entry.FactorySoftTimeout), entry.FactorySoftTimeout, s_tick, TimeSpan.FromHours(1));
        Check(errors, Name + nameof(entry.FactoryHardTimeout), entry.FactoryHardTimeout, s_tick, TimeSpan.FromHours(1));
        Check(errors, Name + nameof(entry.LeaseDuration), entry.LeaseDuration, TimeSpan.FromMilliseconds(30), TimeSpan.FromMinutes(10));
        if (errors.Count > before)
        {
            return;
        }

        CheckLife(errors, entry.LongestLife, $"Expiration {entry.Expiration}, Jitter {entry.Jitter}, JitterUpTo {entry.JitterUpTo} and FailSafeFor {entry.FailSafeFor}");
        CheckLife(errors, entry.NotFoundExpiration * (1 + entry.Jitter), $"NotFoundExpiration {entry.NotFoundExpiration} and Jitter {entry.Jitter}");
    }

    private static void CheckLife(List<string> errors, TimeSpan life, string parts)
    {
        if (life > LongestLife)
        {
            errors.Add($"SeckillCachingOptions.DefaultEntryOptions.{parts} make a life of up to {life}, but removed tags are remembered for {LongestLife}. Lower one of them.");
        }
    }

    private static void Check<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"SeckillCachingOptions.{key} is {value}. Set it to a value from {least} to {most}.");
        }
    }
}
