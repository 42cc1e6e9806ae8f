using Microsoft.Extensions.Hosting;
using Seckill.Caching.Filters;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Warmup;

/// <summary>Starts a cache with its host: follows the log, builds the filters and keeps them up, runs the warm-ups.</summary>
internal sealed class CacheWorker(SeckillCache cache, IReadOnlyList<ICacheWarmup> warmups) : IHostedService, ICacheWarmer, IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _missing = [.. warmups.Select(static w => w.Name)];
    private readonly Lock _gate = new();
    private Task _work = Task.CompletedTask;

    public bool IsWarm => Missing.Count == 0;

    public IReadOnlyList<string> Missing
    {
        get
        {
            var filters = cache.Parts.Guards.All.Where(static g => g.Filter is { IsBuilt: false }).Select(static g => $"filter {g.Prefix}");
            lock (_gate)
            {
                return [.. _missing, .. filters];
            }
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await cache.StartAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        _work = Task.WhenAll([WarmUntilDoneAsync(), .. cache.Parts.Guards.All.Where(static g => g.Filter is not null).Select(KeepFilterAsync)]);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _work.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task WarmAsync(CancellationToken cancellationToken = default)
    {
        var failures = new List<Exception>();
        foreach (var warmup in warmups)
        {
            await RunAsync(warmup, failures, cancellationToken).ConfigureAwait(false);
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Some warm-ups failed.", failures);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }

        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WarmUntilDoneAsync()
    {
        // The host's start does not wait for a source that may be slow; readiness does.
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            var failures = new List<Exception>();
            foreach (var warmup in warmups.Where(w => IsMissing(w.Name)))
            {
                await RunAsync(warmup, failures, _stop.Token).ConfigureAwait(false);
            }

            if (failures.Count == 0)
            {
                return;
            }

            await DelayAsync(s_look).ConfigureAwait(false);
        }
    }

    private async ValueTask RunAsync(ICacheWarmup warmup, List<Exception> failures, CancellationToken cancellationToken)
    {
        try
        {
            await warmup.WarmAsync(cache, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _missing.Remove(warmup.Name);
            }

            Log.WarmedUp(cache.Parts.Logger, cache.Name, warmup.Name);
        }
        catch (Exception e)
        {
            failures.Add(e);
            Log.WarmupFailed(cache.Parts.Logger, cache.Name, warmup.Name, e);
        }
    }

    private async Task KeepFilterAsync(KeyGuard guard)
    {
        var (filter, clock) = (guard.Filter!, cache.Parts.Clock);
        var builtAt = clock.Now;
        var isDue = true;
        while (!_stop.IsCancellationRequested)
        {
            if (isDue || filter.NeedsBuild)
            {
                isDue = !await BuildAsync(guard, filter).ConfigureAwait(false);
                builtAt = clock.Now;
            }

            await DelayAsync(s_look).ConfigureAwait(false);
            isDue |= clock.Now - builtAt >= filter.Options.RebuildEvery.TotalMilliseconds;
        }
    }

    private async ValueTask<bool> BuildAsync(KeyGuard guard, KeyFilter filter)
    {
        try
        {
            await filter.BuildAsync(guard.Source!, _stop.Token).ConfigureAwait(false);
            Log.FilterBuilt(cache.Parts.Logger, cache.Name, guard.Prefix, filter.Count);
            return true;
        }
        catch (Exception e)
        {
            if (!_stop.IsCancellationRequested)
            {
                Log.FilterFailed(cache.Parts.Logger, cache.Name, guard.Prefix, e);
            }

            return false;
        }
    }

    private bool IsMissing(string name)
    {
        lock (_gate)
        {
            return _missing.Contains(name);
        }
    }

    private Task DelayAsync(TimeSpan time) =>
        Task.Delay(time, cache.Parts.Clock.Provider, _stop.Token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
