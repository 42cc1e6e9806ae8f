using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Seckill.Events;
using Seckill.Sagas.Runs;
using Seckill.Sagas.Sending;
using Seckill.Sagas.Shards;
using Seckill.Sagas.Telemetry;
using Seckill.Sagas.Working;
using Seckill.Sagas.Writing;

namespace Seckill.Sagas.Engine;

/// <summary>Puts an engine together, and runs its upkeep from start to stop.</summary>
internal sealed class SagaEngine : IHostedService, IDisposable
{
    private static readonly TimeSpan s_insistInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_tidyInterval = TimeSpan.FromMinutes(1);

    private readonly ShardKeeper _keeper;
    private readonly Claimer _claimer;
    private readonly CancellationTokenSource _upkeep = new();
    private bool _coversStore;
    private string? _refusal;
    private Task[] _loops = [];

    public SagaEngine(
        ISagaStore store,
        IEnumerable<SagaDescription> definitions,
        IOptions<SagaOptions> options,
        TimeProvider time,
        SagaMetrics metrics,
        IEnumerable<ISagaStepInterceptor> interceptors,
        IServiceProvider services)
        : this(store, services.GetService<IEventBus>(), definitions, options.Value, time, metrics, LoggerFrom(services), [.. interceptors], services, new ThreadPoolWork(), Random.Shared)
    {
    }

    internal SagaEngine(
        ISagaStore store,
        IEventBus? bus,
        IEnumerable<SagaDescription> definitions,
        SagaOptions options,
        TimeProvider time,
        SagaMetrics metrics,
        ILogger logger,
        IReadOnlyList<ISagaStepInterceptor> interceptors,
        IServiceProvider services,
        WorkQueue work,
        Random random)
    {
        Parts = new EngineParts
        {
            Store = store,
            Time = time,
            Work = work,
            Random = random,
            Options = options,
            Logger = logger,
            Metrics = metrics,
            Services = services,
            Interceptors = interceptors,
            Committer = new Committer(store, work, time, options.Commit, metrics, logger),
            Dispatcher = new Dispatcher(bus, work, time, options.PublishTimeout, logger),
            Shards = new ShardMap(),
            Runs = new RunTable(options.MaxInFlight, options.MaxClaimed, work, metrics),
            Watchers = new Watchers(work),
        };
        Parts.SeedWriteIds();
        Registry = new Registry(definitions, Parts);
        _keeper = new ShardKeeper(Parts, options.Owner ?? $"{Environment.MachineName}-{Environment.ProcessId}-{random.NextInt64():x}");
        _claimer = new Claimer(Parts, Registry);
        Parts.Upkeep = (what, work) => _ = InsistAsync(what, work);
        Parts.Revive = id => Parts.Upkeep($"saga {id}", () => _claimer.ReviveAsync(id));
    }

    public EngineParts Parts { get; }

    public Registry Registry { get; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        DemandBus();
        await GuardedAsync("shards", () => TendAsync(_upkeep.Token)).ConfigureAwait(false);
        if (_refusal is not null)
        {
            throw new InvalidOperationException(_refusal);
        }

        _loops =
        [
            LoopAsync("shards", _keeper.Interval, TendAsync),
            LoopAsync("due sagas", Parts.Options.PollInterval, _claimer.ClaimDueAsync),
            LoopAsync("ended sagas", s_tidyInterval, TidyAsync),
            LoopAsync("numbers of shards", s_tidyInterval, CompareShardsAsync),
        ];
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Parts.Stop.Cancel();
        _upkeep.Cancel();
        await Task.WhenAll(_loops).ConfigureAwait(false);
        var draining = Parts.Runs.WhenEmptyAsync().WaitAsync(Parts.Options.DrainTimeout, Parts.Time, cancellationToken);
        await KeepLeasesAsync(draining).ConfigureAwait(false);
        try
        {
            await draining.ConfigureAwait(false);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            Log.DrainedWithout(Parts.Logger, Parts.Runs.Count);
        }

        Parts.Committer.Close(new OperationCanceledException("The saga engine has stopped."));
        await GuardedAsync("leases", _keeper.ReleaseAsync).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _upkeep.Dispose();
        Parts.Dispose();
    }

    // Without a bus their events would be kept, and tried, for ever.
    private void DemandBus()
    {
        if (!Parts.Dispatcher.HasBus && Registry.Descriptions.FirstOrDefault(d => d.PublishingStep is not null) is { } publishing)
        {
            throw new InvalidOperationException(
                $"Saga '{publishing}' publishes events from '{publishing.PublishingStep}', but no IEventBus is registered. Add one, such as UseInMemoryBus().");
        }
    }

    // What is still under way is nobody else's business: another engine would run it once more.
    private async Task KeepLeasesAsync(Task draining)
    {
        using var isDrained = new CancellationTokenSource();
        while (!draining.IsCompleted)
        {
            await GuardedAsync("leases", () => _keeper.KeepBusyAsync(draining)).ConfigureAwait(false);
            await Task.WhenAny(draining, Task.Delay(_keeper.Interval, Parts.Time, isDrained.Token)).ConfigureAwait(false);
        }

        isDrained.Cancel();
    }

    // Nobody would ever drive sagas on shards behind the last one. A store that is away at the start is asked again before any shard is taken.
    private async Task DemandShardsAsync(CancellationToken cancellationToken)
    {
        if (_coversStore)
        {
            return;
        }

        var shards = Parts.Options.Shards;
        if (await Parts.Store.FindHighestShardAsync(cancellationToken).ConfigureAwait(false) is { } highest && highest >= shards)
        {
            _refusal = $"The store has unfinished sagas on shard {highest}, but SagaOptions.Shards is {shards}, so nobody would drive them. "
                + $"Set it to {highest + 1} or more on every engine of this store, or let those sagas end first.";
            throw new InvalidOperationException(_refusal);
        }

        _coversStore = true;
    }

    // An engine with a higher number may have joined since the start.
    private async Task CompareShardsAsync(CancellationToken cancellationToken)
    {
        var shards = Parts.Options.Shards;
        if (await Parts.Store.FindHighestShardAsync(cancellationToken).ConfigureAwait(false) is { } highest && highest >= shards)
        {
            Log.ShardsDiffer(Parts.Logger, highest, shards);
        }
    }

    private async Task TendAsync(CancellationToken cancellationToken)
    {
        await DemandShardsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var lease in await _keeper.TendAsync(cancellationToken).ConfigureAwait(false))
        {
            // What they have to do is much; leases have to be renewed meanwhile.
            _ = InsistAsync($"shard {lease.Shard}", () => ResumeAsync(lease, cancellationToken));
        }
    }

    private async Task ResumeAsync(ShardLease lease, CancellationToken cancellationToken)
    {
        var resumed = await _claimer.ResumeAsync(lease, cancellationToken).ConfigureAwait(false);
        Log.ShardAcquired(Parts.Logger, resumed > 0 ? LogLevel.Information : LogLevel.Debug, lease.Shard, lease.Epoch, resumed);
    }

    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        const int Page = 1000;
        if (Parts.Options.KeepEndedFor is not { } kept || !Parts.Shards.TryFind(0, out _))
        {
            return;
        }

        while (await Parts.Store.DeleteEndedAsync(Parts.Now - kept, Page, cancellationToken).ConfigureAwait(false) == Page)
        {
        }
    }

    private async Task LoopAsync(string what, TimeSpan interval, Func<CancellationToken, Task> work)
    {
        while (!_upkeep.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(interval, Parts.Time, _upkeep.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await GuardedAsync(what, () => work(_upkeep.Token)).ConfigureAwait(false);
        }
    }

    private static ILogger LoggerFrom(IServiceProvider services) =>
        services.GetService<ILoggerFactory>()?.CreateLogger(SagaDiagnostics.LogCategory) ?? NullLogger.Instance;

    /// <summary>Does what nobody else would do later, again and again until it is done.</summary>
    private async Task InsistAsync(string what, Func<Task> work)
    {
        while (!await GuardedAsync(what, work).ConfigureAwait(false) && !Parts.IsStopping)
        {
            await Task.Delay(s_insistInterval, Parts.Time).ConfigureAwait(false);
        }
    }

    /// <returns>False when it failed.</returns>
    private async Task<bool> GuardedAsync(string what, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (_upkeep.IsCancellationRequested)
        {
            // The engine stops; there is nothing to look after any more.
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.UpkeepFailed(Parts.Logger, what, fault);
            return false;
        }
    }
}
