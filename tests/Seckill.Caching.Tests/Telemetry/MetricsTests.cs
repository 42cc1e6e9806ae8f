using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Telemetry;

public sealed class MetricsTests
{
    [Fact]
    public async Task Look_ups_loads_and_guards_are_measured_by_cache_tier_and_result()
    {
        var services = new ServiceCollection();
        services.AddKeyedSeckillCaching("catalog");
        await using var provider = services.BuildServiceProvider();
        var cache = provider.GetRequiredKeyedService<SeckillCache>("catalog");
        var durations = 0;
        using var listener = Listen(provider.GetRequiredService<IMeterFactory>(), _ => durations++, out var seen);
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("value"));
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("value"));
        await cache.GetOrCreateAsync("none", _ => new ValueTask<string?>((string?)null));
        await cache.GetOrCreateAsync("none", _ => new ValueTask<string?>((string?)null));
        listener.RecordObservableInstruments();

        Assert.Equal(1, seen["seckill.cache.lookups cache=catalog tier=local result=hit"]);
        Assert.Equal(2, seen["seckill.cache.lookups cache=catalog tier=local result=miss"]);
        Assert.Equal(1, seen["seckill.cache.lookups cache=catalog tier=local result=notfound"]);
        Assert.Equal(1, seen["seckill.cache.loads cache=catalog outcome=value"]);
        Assert.Equal(1, seen["seckill.cache.loads cache=catalog outcome=notfound"]);
        Assert.Equal(1, seen["seckill.cache.guarded cache=catalog guard=not-found"]);
        Assert.Equal(2, seen["seckill.cache.local.entries cache=catalog"]);
        Assert.Equal(1, seen["seckill.cache.distributed.up cache=catalog"]);
        Assert.Equal(2, durations);
    }

    [Fact]
    public async Task Cache_that_is_gone_is_no_longer_measured()
    {
        var services = new ServiceCollection();
        services.AddSeckillCaching();
        await using var provider = services.BuildServiceProvider();
        var cache = provider.GetRequiredService<SeckillCache>();
        using var listener = Listen(provider.GetRequiredService<IMeterFactory>(), static _ => { }, out var seen);
        await cache.DisposeAsync();
        listener.RecordObservableInstruments();

        Assert.Empty(seen);
    }

    [Fact]
    public async Task Load_is_an_activity_and_a_hit_is_not()
    {
        var name = Guid.NewGuid().ToString();
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static s => s.Name == CachingDiagnostics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                if (a.GetTagItem("cache.name") as string == name)
                {
                    activities.Add(a);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var services = new ServiceCollection();
        services.AddKeyedSeckillCaching(name);
        await using var provider = services.BuildServiceProvider();
        var cache = provider.GetRequiredKeyedService<SeckillCache>(name);
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("value"));
        await cache.GetOrCreateAsync("k", _ => new ValueTask<string>("value"));
        await Assert.ThrowsAsync<IOException>(async () => await cache.GetOrCreateAsync<string>("broken", _ => throw new IOException("down")));

        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Error], activities.Select(static a => a.Status));
    }

    private static MeterListener Listen(IMeterFactory factory, Action<double> duration, out Dictionary<string, long> seen)
    {
        var values = new Dictionary<string, long>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == CachingDiagnostics.MeterName && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            values[string.Join(' ', [instrument.Name, .. tags.ToArray().Select(static t => $"{t.Key}={t.Value}")])] = value);
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => duration(value));
        listener.Start();
        seen = values;
        return listener;
    }
}
