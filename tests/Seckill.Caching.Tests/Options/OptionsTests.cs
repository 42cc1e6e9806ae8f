using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;
using Seckill.Caching.Options;
using Seckill.Redis;
using Seckill.Redis.Caching;

namespace Seckill.Caching.Tests.Options;

/// <summary>A wrong setting is told with its name, its value and what it may be.</summary>
public sealed class OptionsTests
{
    public static TheoryData<string, Action<SeckillCachingOptions>> WrongCaching => new()
    {
        { "SeckillCachingOptions.MaxLocalEntries is 0. Set it to a value from 1 to 2147483647.", o => o.MaxLocalEntries = 0 },
        { "SeckillCachingOptions.MaxNotFoundEntries is -1. Set it to a value from 1 to 2147483647.", o => o.MaxNotFoundEntries = -1 },
        { "SeckillCachingOptions.MaxKeyLength is 0. Set it to a value from 1 to 65536.", o => o.MaxKeyLength = 0 },
        { "SeckillCachingOptions.MaxConcurrentLoads is 0. Set it to a value from 1 to 100000.", o => o.MaxConcurrentLoads = 0 },
        { "SeckillCachingOptions.DistributedTimeout is 00:00:00. Set it", o => o.DistributedTimeout = TimeSpan.Zero },
        { "SeckillCachingOptions.BreakerFailures is 0. Set it", o => o.BreakerFailures = 0 },
        { "SeckillCachingOptions.BreakerDuration is 00:00:00. Set it", o => o.BreakerDuration = TimeSpan.Zero },
        { "SeckillCachingOptions.HeartbeatInterval is 00:00:00. Set it", o => o.HeartbeatInterval = TimeSpan.Zero },
        { "SeckillCachingOptions.TrustFor is 00:00:00.1000000. Set it to a value from 00:00:00.2500000", o => o.TrustFor = TimeSpan.FromMilliseconds(100) },
        { "SeckillCachingOptions.DegradedLocalExpiration is -00:00:01. Set it", o => o.DegradedLocalExpiration = TimeSpan.FromSeconds(-1) },
        { "SeckillCachingOptions.MaxPendingWrites is 0. Set it", o => o.MaxPendingWrites = 0 },
    };

    public static TheoryData<string, CacheEntryOptions> WrongEntry => new()
    {
        { "Expiration is 00:00:00. Set it to a value from 00:00:00.0010000 to 30.00:00:00.", new CacheEntryOptions { Expiration = TimeSpan.Zero } },
        { "LocalExpiration is 31.00:00:00. Set it", new CacheEntryOptions { LocalExpiration = TimeSpan.FromDays(31) } },
        { "NotFoundExpiration is 00:00:00. Set it", new CacheEntryOptions { NotFoundExpiration = TimeSpan.Zero } },
        { "LocalNotFoundExpiration is 00:00:00. Set it", new CacheEntryOptions { LocalNotFoundExpiration = TimeSpan.Zero } },
        { "Jitter is 0.6. Set it to a value from 0 to 0.5.", new CacheEntryOptions { Jitter = 0.6 } },
        { "JitterUpTo is -00:00:01. Set it", new CacheEntryOptions { JitterUpTo = TimeSpan.FromSeconds(-1) } },
        { "FailSafeFor is -00:00:01. Set it", new CacheEntryOptions { FailSafeFor = TimeSpan.FromSeconds(-1) } },
        { "FailSafeThrottle is 00:00:00. Set it", new CacheEntryOptions { FailSafeThrottle = TimeSpan.Zero } },
        { "RefreshAfter is 1.1. Set it to a value from 0.1 to 1.", new CacheEntryOptions { RefreshAfter = 1.1 } },
        { "FactorySoftTimeout is 00:00:00. Set it", new CacheEntryOptions { FactorySoftTimeout = TimeSpan.Zero } },
        { "FactoryHardTimeout is 02:00:00. Set it", new CacheEntryOptions { FactoryHardTimeout = TimeSpan.FromHours(2) } },
        {
            "Expiration 28.00:00:00, Jitter 0.1, JitterUpTo 00:00:00 and FailSafeFor 00:10:00 make a life of up to 30.19:22:00, but removed tags are remembered for 30.00:00:00. Lower one of them.",
            new CacheEntryOptions { Expiration = TimeSpan.FromDays(28) }
        },
        { "Expiration 1.00:00:00, Jitter 0, JitterUpTo 10.00:00:00 and FailSafeFor 20.00:00:00 make a life", new CacheEntryOptions { Expiration = TimeSpan.FromDays(1), Jitter = 0, JitterUpTo = TimeSpan.FromDays(10), FailSafeFor = TimeSpan.FromDays(20) } },
        { "NotFoundExpiration 29.00:00:00 and Jitter 0.1 make a life", new CacheEntryOptions { NotFoundExpiration = TimeSpan.FromDays(29) } },
        { "LeaseDuration is 00:00:00.0010000. Set it", new CacheEntryOptions { LeaseDuration = TimeSpan.FromMilliseconds(1) } },
    };

    public static TheoryData<string, Action<RedisCacheOptions>> WrongRedis => new()
    {
        { "RedisCacheOptions.Configuration is empty. Set it to the address of a Redis server", o => o.Configuration = " " },
        { "RedisCacheOptions.KeyPrefix is \"a{b\". Set it to a name without braces and bars", o => o.KeyPrefix = "a{b" },
        { "RedisCacheOptions.Partitions is 0. Set it to a value from 1 to 1024", o => o.Partitions = 0 },
        { "RedisCacheOptions.LogLength is 99. Set it to a value from 100 to 10000000", o => o.LogLength = 99 },
    };

    [Fact]
    public void Defaults_are_right()
    {
        Assert.True(new SeckillCachingOptionsValidator().Validate(null, new SeckillCachingOptions()).Succeeded);
        Assert.True(new RedisCacheOptionsValidator().Validate(null, new RedisCacheOptions { Configuration = "127.0.0.1:6379", KeyPrefix = "sk" }).Succeeded);
    }

    [Theory]
    [MemberData(nameof(WrongCaching))]
    public void Wrong_setting_of_a_cache_is_told(string message, Action<SeckillCachingOptions> spoil)
    {
        var options = new SeckillCachingOptions();
        spoil(options);

        Assert.StartsWith(message, Failure(new SeckillCachingOptionsValidator().Validate(null, options)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongEntry))]
    public async Task Wrong_setting_of_an_entry_is_told_at_start_and_to_the_caller(string message, CacheEntryOptions entry)
    {
        var failure = Failure(new SeckillCachingOptionsValidator().Validate(null, new SeckillCachingOptions { DefaultEntryOptions = entry }));
        Assert.StartsWith("SeckillCachingOptions.DefaultEntryOptions." + message, failure, StringComparison.Ordinal);

        await using var cache = new TestCache();
        var thrown = await Assert.ThrowsAsync<ArgumentException>(async () => await cache.GetAsync("k", new Source(), entry));
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_setting_is_told_to_a_load_that_makes_it()
    {
        await using var cache = new TestCache();

        var thrown = await Assert.ThrowsAsync<ArgumentException>(async () => await cache.Cache.GetOrCreateAsync<int, string>("k", 0, static (_, context, _) =>
        {
            context.Options = context.Options with { FailSafeFor = TimeSpan.FromDays(30) };
            return new ValueTask<string>("v");
        }));
        Assert.Contains("Lower one of them.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Life_that_a_HybridCache_caller_gives_is_cut_to_what_can_be_kept()
    {
        var defaults = new CacheEntryOptions();
        var options = defaults.With(new HybridCacheEntryOptions { Expiration = TimeSpan.FromDays(365) }, tags: null);
        SeckillCachingOptionsValidator.ThrowIfWrong(options);

        Assert.InRange(options.Expiration, TimeSpan.FromDays(27), TimeSpan.FromDays(28));
        Assert.Equal(TimeSpan.FromDays(20), defaults.With(new HybridCacheEntryOptions { Expiration = TimeSpan.FromDays(20) }, tags: null).Expiration);
    }

    [Theory]
    [MemberData(nameof(WrongRedis))]
    public void Wrong_setting_of_the_shared_tier_is_told(string message, Action<RedisCacheOptions> spoil)
    {
        var options = new RedisCacheOptions { Configuration = "127.0.0.1:6379", KeyPrefix = "sk" };
        spoil(options);

        Assert.StartsWith(message, Failure(new RedisCacheOptionsValidator().Validate(null, options)), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_wrong_settings_are_told_together()
    {
        var options = new SeckillCachingOptions { MaxLocalEntries = 0, BreakerFailures = 0 };

        Assert.Equal(2, new SeckillCachingOptionsValidator().Validate(null, options).Failures!.Count());
    }

    private static string Failure(ValidateOptionsResult result) => Assert.Single(result.Failures!);
}
