using Microsoft.Extensions.Logging;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Following;

/// <summary>
/// Keeps this node's copies in step with the log. Records are pushed; a regular comparison with the server's place finds what the push has lost,
/// also on a link that is silently dead, and reads it again. Without a successful comparison for a while, own copies are not trusted.
/// </summary>
internal sealed class LogFollower : ICacheLogListener, IAsyncDisposable
{
    private const int StartsBeforeWarning = 8;

    private readonly CacheParts _cache;
    private readonly ICacheLog _log;
    private readonly Func<CancellationToken, ValueTask> _afterHeartbeat;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _trust;
    private TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStartTold;
    private int _failedStarts;
    private int _restored;
    private int _proven;
    private long _asked;
    private long _answered;
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
                position.Hear(record.Sequence);
                if (record.Sequence == position.Sequence + 1)
                {
                    position.Advance(record.Operation);
                }
                else if (record.Sequence > position.Sequence)
                {
                    _hurry.TrySetResult();
                }
                else if (position.Denies(record.Sequence, record.Operation))
                {
                    position.Contradict();
                    _hurry.TrySetResult();
                }
            }

            // Applying out of order, or twice, does no harm: versions decide.
            Apply_NeedsLock(record);
            LookForHole_NeedsLock();
        }
    }

    public void LinkRestored()
    {
        // A server that was restarted, or another one in its place, may have an older copy and be past the old place already.
        Interlocked.Increment(ref _restored);
        _hurry.TrySetResult();
    }

    /// <summary>Compares with the server and repairs what was missed.</summary>
    public async ValueTask HeartbeatAsync(CancellationToken cancellationToken)
    {
        var askedAt = _cache.Clock.Now;
        var number = Interlocked.Increment(ref _asked);
        var restored = Volatile.Read(ref _restored);
        var followed = Followed();
        var heads = await WithinAsync(_log.ReadHeadsAsync(cancellationToken)).ConfigureAwait(false);
        _cache.ServerClock.Observe(heads.ServerTime, askedAt);
        _cache.Tier!.Answered();
        if (number < Volatile.Read(ref _answered) || followed.Length != _positions.Length)
        {
            // Overtaken by a later comparison: what it says of the server's place is past.
            return;
        }

        Volatile.Write(ref _answered, number);
        if (_positions.Length == 0)
        {
            await BeginAsync(heads).ConfigureAwait(false);
        }
        else
        {
            for (var partition = 0; partition < heads.Heads.Count; partition++)
            {
                await ReconcileAsync(partition, heads.Heads[partition], followed[partition], restored != _proven, cancellationToken).ConfigureAwait(false);
            }
        }

        _proven = restored;
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
                    WarnBeforeStart(e);
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

            ResetTags_NeedsLock(heads.Heads[0].Sequence, everything, known: 0, isOther: false);
            _positions = positions;
            _cache.HasOneSequence = positions.Length == 1;
            // A filter that was built before may lack what was announced until now.
            _cache.Guards.MissedAnnouncements();
            _cache.Validity.Flush();
        }
    }

    private long[] Followed()
    {
        lock (_gate)
        {
            return [.. _positions.Select(static p => p.Sequence)];
        }
    }

    /// <param name="partition">The partition.</param>
    /// <param name="head">Its newest record.</param>
    /// <param name="followed">The node's place when it was asked for: the newest record of the same history is not before it.</param>
    /// <param name="isProofDue">Whether the log must be read even if its newest record is known.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    private async ValueTask ReconcileAsync(int partition, CacheLogHead head, long followed, bool isProofDue, CancellationToken cancellationToken)
    {
        var position = _positions[partition];
        CacheLogHead proven;
        bool isOther;
        lock (_gate)
        {
            proven = position.Proven;
            isOther = position.IsContradicted || head.Sequence < followed || position.Denies(head.Sequence, head.Operation);
            if (!isOther && !isProofDue && position.Remembers(head.Sequence, head.Operation))
            {
                position.Prove(head);
                LookForHole_NeedsLock();
                return;
            }
        }

        if (!isOther && proven.Sequence > 0)
        {
            // The last record that the server named is read again: it proves that this is still the same history.
            var page = await WithinAsync(_log.ReadAsync(partition, proven.Sequence - 1, cancellationToken)).ConfigureAwait(false);
            if (page.Reaches && TryReplay(partition, position, proven, head, page.Records))
            {
                return;
            }

            isOther = page.Reaches;
        }

        await LoseHistoryAsync(partition, position, head, isOther).ConfigureAwait(false);
    }

    /// <summary>Applies what was missed; false when the records are not of the history that was followed.</summary>
    private bool TryReplay(int partition, LogPosition position, CacheLogHead proven, CacheLogHead head, IReadOnlyList<CacheLogRecord> records)
    {
        var repaired = 0;
        lock (_gate)
        {
            if (records.Count == 0 || new CacheLogHead(records[0].Sequence, records[0].Operation) != proven
                || records.Any(r => position.Denies(r.Sequence, r.Operation)))
            {
                return false;
            }

            foreach (var record in records)
            {
                if (record.Sequence == position.Sequence + 1)
                {
                    position.Advance(record.Operation);
                    Apply_NeedsLock(record);
                    repaired++;
                }
            }

            position.Prove(head);
            LookForHole_NeedsLock();
        }

        if (repaired > 0)
        {
            _cache.Counters.Count(CacheEvent.LogRepaired, repaired);
            Log.LogRepaired(_cache.Logger, _cache.Name, repaired, partition);
        }

        return true;
    }

    /// <param name="partition">The partition.</param>
    /// <param name="position">The node's place in it.</param>
    /// <param name="head">Where to go on from.</param>
    /// <param name="isOther">
    /// Whether the server tells of another history, as one does that came back from an older copy: its places are issued again, so that nothing that carries
    /// one of the lost ones can be compared any more. Otherwise only a part of the history is missing.
    /// </param>
    private async ValueTask LoseHistoryAsync(int partition, LogPosition position, CacheLogHead head, bool isOther)
    {
        var known = _cache.Validity.Tags.RemovedEverything;
        var everything = partition == 0 ? await ReadEverythingAsync().ConfigureAwait(false) : 0;
        Log.LogFlushed(_cache.Logger, _cache.Name, partition, position.Sequence);
        _cache.Counters.Count(CacheEvent.LogFlushed);
        lock (_gate)
        {
            position.Reset(head);
            if (partition == 0)
            {
                ResetTags_NeedsLock(head.Sequence, everything, known, isOther);
                _cache.Guards.MissedAnnouncements();
            }

            if (isOther)
            {
                _cache.DropCopies();
            }

            LookForHole_NeedsLock();
            _cache.Validity.Flush();
        }

        // What was pushed since the comparison is before the new place or in a hole behind it.
        _hurry.TrySetResult();
        _cache.Pins.SignalAll();
    }

    private async ValueTask<long> ReadEverythingAsync()
    {
        var answer = await _cache.Tier!.CallAsync(static (t, tag, ct) => t.GetTagVersionAsync(tag, ct), TagTable.Everything).ConfigureAwait(false);
        return answer.HasAnswer ? answer.Value : throw new TimeoutException("The Distributed tier does not tell when everything was last removed.");
    }

    private void ResetTags_NeedsLock(long since, long everything, long known, bool isOther)
    {
        var tags = _cache.Validity.Tags;
        if (isOther)
        {
            // A removal of everything that was pushed while the server was asked is of its history, not of the lost one.
            tags.Restart(since, tags.RemovedEverything == known ? everything : Math.Max(everything, tags.RemovedEverything));
            return;
        }

        tags.Record(TagTable.Everything, everything);
        tags.Reset(since);
    }

    /// <summary>Ids are announced in the first partition; what is missing there may be one.</summary>
    private void LookForHole_NeedsLock() => _cache.Guards.IsBehind = _positions.Length > 0 && _positions[0].Heard > _positions[0].Sequence;

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
            Log.TrustGained(_cache.Logger, _isStartTold ? LogLevel.Information : LogLevel.Debug, _cache.Name);
            _isStartTold = true;
        }
    }

    // Later a silent log is told by the loss of trust. A server that starts beside this process misses the first calls.
    private void WarnBeforeStart(Exception fault)
    {
        if (!_isStartTold && ++_failedStarts == StartsBeforeWarning)
        {
            _isStartTold = true;
            Log.LogNotHeardYet(_cache.Logger, _cache.Name, fault.GetBaseException().Message);
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
