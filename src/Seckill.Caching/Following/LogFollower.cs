using Microsoft.Extensions.Logging;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Following;

/// <summary>
/// Keeps this node's copies in step with the log. Records are pushed; a regular comparison with the server's place finds what the push has lost,
/// also on a link that is silently dead, and reads it again. Without a successful comparison for a while, own copies are not trusted.
/// </summary>
internal sealed class LogFollower : ICacheLogListener, IAsyncDisposable
{
    private readonly CacheParts _cache;
    private readonly ICacheLog _log;
    private readonly Func<CancellationToken, ValueTask> _afterHeartbeat;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _trust;
    private TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LogPosition[] _positions = [];
    private Task<IAsyncDisposable>? _subscription;
    private Task? _loop;

    public LogFollower(CacheParts cache, ICacheLog log, Func<CancellationToken, ValueTask> afterHeartbeat)
    {
        (_cache, _log, _afterHeartbeat) = (cache, log, afterHeartbeat);
        cache.Validity.IsTrusted = false;
        _trust = cache.Clock.Provider.CreateTimer(static state => ((LogFollower)state!).LoseTrust(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to follow. Calling it again does nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _loop ??= _stop.IsCancellationRequested ? Task.CompletedTask : RunAsync();
        }
    }

    /// <summary>Waits for the first comparison, but not longer than a call to the tier may take.</summary>
    public ValueTask StartedAsync()
    {
        if (_started.Task.IsCompleted)
        {
            return ValueTask.CompletedTask;
        }

        Start();
        return _started.Task.IsCompleted ? ValueTask.CompletedTask : WaitForStartAsync();
    }

    public void Received(CacheLogRecord record)
    {
        if (record.Sequence == 0)
        {
            _cache.Apply(record.Text, 0, record.Operation, CacheLogKind.Wake);
            return;
        }

        _cache.Counters.Count(CacheEvent.LogReceived);
        lock (_gate)
        {
            if (record.Partition < _positions.Length)
            {
                var position = _positions[record.Partition];
                if (record.Sequence == position.Sequence + 1)
                {
                    position.Advance(record.Operation);
                }
                else if (record.Sequence > position.Sequence || !position.Agrees(record.Sequence, record.Operation))
                {
                    _hurry.TrySetResult();
                }
            }

            // Applying out of order, or twice, does no harm: versions decide.
            Apply_NeedsLock(record);
        }
    }

    public void LinkRestored() => _hurry.TrySetResult();

    /// <summary>Compares with the server and repairs what was missed.</summary>
    public async ValueTask HeartbeatAsync(CancellationToken cancellationToken)
    {
        var askedAt = _cache.Clock.Now;
        var heads = await WithinAsync(_log.ReadHeadsAsync(cancellationToken)).ConfigureAwait(false);
        _cache.ServerClock.Observe(heads.ServerTime, askedAt);
        _cache.Tier!.Answered();
        if (_positions.Length == 0)
        {
            await BeginAsync(heads).ConfigureAwait(false);
        }
        else
        {
            for (var partition = 0; partition < heads.Heads.Count; partition++)
            {
                await ReconcileAsync(partition, heads.Heads[partition], cancellationToken).ConfigureAwait(false);
            }
        }

        GainTrust(askedAt);
        await _afterHeartbeat(cancellationToken).ConfigureAwait(false);
        _started.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _trust.DisposeAsync().ConfigureAwait(false);
        if (_loop is not null)
        {
            await _loop.ConfigureAwait(false);
        }

        if (_subscription is { IsCompletedSuccessfully: true })
        {
            await _subscription.Result.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var hurry = Volatile.Read(ref _hurry);
            try
            {
                await SubscribeAsync().ConfigureAwait(false);
                await HeartbeatAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                if (!_stop.IsCancellationRequested)
                {
                    Log.LogReadFailed(_cache.Logger, _cache.Name, e);
                }
            }

            await PauseAsync(hurry).ConfigureAwait(false);
        }
    }

    /// <summary>Without a subscription the comparisons alone keep the node in step, only less promptly.</summary>
    private async ValueTask SubscribeAsync()
    {
        if (_subscription is null or { IsFaulted: true } or { IsCanceled: true })
        {
            _subscription = _log.SubscribeAsync(this, _stop.Token).AsTask();
        }

        if (!_subscription.IsCompleted)
        {
            await ((Task)_subscription).WaitAsync(_cache.Options.DistributedTimeout, _cache.Clock.Provider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_subscription.Exception is { } failure)
        {
            Log.LogReadFailed(_cache.Logger, _cache.Name, failure);
        }
    }

    private async ValueTask PauseAsync(TaskCompletionSource hurry)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var delay = Task.Delay(_cache.Options.HeartbeatInterval, _cache.Clock.Provider, pause.Token);
        await Task.WhenAny(delay, hurry.Task).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
        if (hurry.Task.IsCompleted)
        {
            Volatile.Write(ref _hurry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    private async ValueTask WaitForStartAsync()
    {
        // Without a start the calls that follow have no answer either, and the caller goes on without the tier.
        await _started.Task.WaitAsync(_cache.Options.DistributedTimeout, _cache.Clock.Provider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async ValueTask BeginAsync(CacheLogHeads heads)
    {
        var everything = await ReadEverythingAsync().ConfigureAwait(false);
        lock (_gate)
        {
            var positions = new LogPosition[heads.Heads.Count];
            for (var i = 0; i < positions.Length; i++)
            {
                positions[i] = new LogPosition();
                positions[i].Reset(heads.Heads[i]);
            }

            ResetTags_NeedsLock(heads.Heads[0].Sequence, everything);
            _positions = positions;
            _cache.Validity.Flush();
        }
    }

    private async ValueTask ReconcileAsync(int partition, CacheLogHead head, CancellationToken cancellationToken)
    {
        var position = _positions[partition];
        long from;
        OperationId operation;
        lock (_gate)
        {
            if (head.Sequence <= position.Sequence && position.Agrees(head.Sequence, head.Operation))
            {
                return;
            }

            (from, operation) = (position.Sequence, position.Operation);
        }

        if (head.Sequence > from && from > 0)
        {
            // The last record known is read again: it proves that this is still the same history.
            var page = await WithinAsync(_log.ReadAsync(partition, from - 1, cancellationToken)).ConfigureAwait(false);
            if (page.Reaches && page.Records.Count > 0 && page.Records[0].Sequence == from && page.Records[0].Operation == operation)
            {
                Replay(partition, position, page.Records);
                return;
            }
        }

        await LoseHistoryAsync(partition, position, head).ConfigureAwait(false);
    }

    private void Replay(int partition, LogPosition position, IReadOnlyList<CacheLogRecord> records)
    {
        var repaired = 0;
        lock (_gate)
        {
            foreach (var record in records)
            {
                if (record.Sequence == position.Sequence + 1)
                {
                    position.Advance(record.Operation);
                    Apply_NeedsLock(record);
                    repaired++;
                }
            }
        }

        if (repaired > 0)
        {
            _cache.Counters.Count(CacheEvent.LogRepaired, repaired);
            Log.LogRepaired(_cache.Logger, _cache.Name, repaired, partition);
        }
    }

    private async ValueTask LoseHistoryAsync(int partition, LogPosition position, CacheLogHead head)
    {
        var everything = partition == 0 ? await ReadEverythingAsync().ConfigureAwait(false) : 0;
        Log.LogFlushed(_cache.Logger, _cache.Name, partition, position.Sequence);
        _cache.Counters.Count(CacheEvent.LogFlushed);
        lock (_gate)
        {
            position.Reset(head);
            if (partition == 0)
            {
                ResetTags_NeedsLock(head.Sequence, everything);
                _cache.Guards.MissedAnnouncements();
            }

            _cache.Validity.Flush();
        }

        _cache.Pins.SignalAll();
    }

    private async ValueTask<long> ReadEverythingAsync()
    {
        var answer = await _cache.Tier!.CallAsync(static (t, tag, ct) => t.GetTagVersionAsync(tag, ct), TagTable.Everything).ConfigureAwait(false);
        return answer.HasAnswer ? answer.Value : throw new TimeoutException("The Distributed tier does not tell when everything was last removed.");
    }

    private void ResetTags_NeedsLock(long since, long everything)
    {
        _cache.Validity.Tags.Record(TagTable.Everything, everything);
        _cache.Validity.Tags.Reset(since);
    }

    private void Apply_NeedsLock(CacheLogRecord record)
    {
        if (record.Partition == 0)
        {
            _cache.Validity.Tags.Observe(record.Sequence);
        }

        switch (record.Kind)
        {
            case CacheLogKind.Tag:
                _cache.ApplyTag(record.Text, record.Sequence);
                if (_cache.Validity.Tags.IsFull)
                {
                    _cache.Validity.Tags.Reset(record.Sequence);
                }

                break;
            case CacheLogKind.Announce:
                _cache.Guards.Heard(record.Text);
                break;
            case CacheLogKind.Wake:
                break;
            default:
                _cache.Apply(record.Text, record.Sequence, record.Operation, record.Kind);
                break;
        }
    }

    private void GainTrust(long askedAt)
    {
        var left = _cache.Options.TrustFor - TimeSpan.FromMilliseconds(_cache.Clock.Now - askedAt);
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        _trust.Change(left, Timeout.InfiniteTimeSpan);
        if (!_cache.Validity.IsTrusted)
        {
            _cache.Validity.IsTrusted = true;
            Log.TrustRegained(_cache.Logger, _cache.Name);
        }
    }

    private void LoseTrust()
    {
        _cache.Validity.IsTrusted = false;
        _cache.Pins.SignalAll();
        Log.TrustLost(_cache.Logger, _cache.Name);
    }

    private async ValueTask<T> WithinAsync<T>(ValueTask<T> call) =>
        call.IsCompletedSuccessfully
            ? call.Result
            : await call.AsTask().WaitAsync(_cache.Options.DistributedTimeout, _cache.Clock.Provider, _stop.Token).ConfigureAwait(false);
}
