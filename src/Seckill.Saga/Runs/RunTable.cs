using Seckill.Sagas.Telemetry;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Runs;

/// <summary>The sagas in memory, each once, and no more than there is room for.</summary>
internal sealed class RunTable(int maxInFlight, int maxClaimed, WorkQueue work, SagaMetrics metrics)
{
    private readonly RunIndex _runs = new();
    private readonly Lock _lock = new();
    private int _inFlight;
    private int _claimed;
    private Reply<bool>? _roomForClaims;
    private Reply<bool>? _empty;

    public int Count => _runs.Count;

    public bool HasRoom => Volatile.Read(ref _inFlight) < maxInFlight;

    public bool TryFind(SagaId id, out AnyRun? run) => _runs.TryFind(id, out run);

    /// <summary>True when a saga of the shard is in memory.</summary>
    public bool HasAnyOn(int shard) => _runs.Any(r => r.Shard == shard);

    /// <summary>Takes a saga in; false when it is there already.</summary>
    public bool TryEnter(AnyRun run)
    {
        if (!_runs.TryAdd(run))
        {
            return false;
        }

        Interlocked.Increment(ref Counter(run));
        metrics.Entered();
        return true;
    }

    public void Leave(AnyRun run)
    {
        if (!_runs.TryRemove(run))
        {
            return;
        }

        Interlocked.Decrement(ref Counter(run));
        metrics.Left();
        if (_roomForClaims is not null || _empty is not null)
        {
            Wake();
        }
    }

    /// <summary>Waits until one more saga may be claimed.</summary>
    public Task WhenRoomForClaimsAsync()
    {
        // An answer by way of the work queue would stand behind the work of all that were claimed before.
        if (Volatile.Read(ref _claimed) < maxClaimed)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            // Several shards may wait at a time: they share one answer. Whoever leaves looks at it behind its count, so it must be seen before ours is read.
            var room = _roomForClaims ??= new Reply<bool>();
            Interlocked.MemoryBarrier();
            var share = room.Share(work);
            Wake_NeedsLock();
            return share;
        }
    }

    /// <summary>Waits until no saga is in memory.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_lock)
        {
            var empty = _empty ??= new Reply<bool>();
            Interlocked.MemoryBarrier();
            Wake_NeedsLock();
            return empty.Task;
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Wake_NeedsLock();
        }
    }

    private void Wake_NeedsLock()
    {
        if (Volatile.Read(ref _claimed) < maxClaimed)
        {
            _roomForClaims?.Give(work, true);
            _roomForClaims = null;
        }

        if (_runs.IsEmpty)
        {
            _empty?.Give(work, true);
            _empty = null;
        }
    }

    private ref int Counter(AnyRun run) => ref (run.IsClaimed ? ref _claimed : ref _inFlight);
}
