using System.Threading.Tasks.Sources;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Writing;

/// <summary>
/// One saga's way to the store: at most one record on its way and one behind it. A record that nobody awaits is replaced by a newer one as long
/// as it has not left; an awaited one is always the last.
/// </summary>
internal sealed class CommitSlot(Committer committer, WorkQueue work) : IValueTaskSource<SagaCommitOutcome>, IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<SagaCommitOutcome> _core;
    private SagaRecord? _next;
    private SagaRecord? _sent;
    private Exception? _fault;
    private volatile SagaCommitOutcome _outcome;
    private bool _isQueued;
    private bool _isAwaited;

    /// <summary>Called with the events of every record that became durable and has some to send.</summary>
    public Action<IReadOnlyList<SagaOutgoing>>? EventsDurable { get; set; }

    /// <summary>Who holds the saga's begin record, and may forget it once there is any record of it in the store; null for nobody.</summary>
    public Reply<SagaRunOutcome>? Holder { get; set; }

    /// <summary>How often in a row the record on its way got no answer.</summary>
    public int Failures { get; private set; }

    /// <summary>True once a record was refused: the saga is somebody else's.</summary>
    public bool IsLost => _outcome is SagaCommitOutcome.Stale or SagaCommitOutcome.Fenced or SagaCommitOutcome.KeyTaken;

    /// <summary>What became of the last record that was answered.</summary>
    public SagaCommitOutcome Outcome => _outcome;

    /// <summary>The number of the record that was refused last.</summary>
    public long RefusedSeq { get; private set; }

    /// <summary>True when nothing is on its way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _next is null && _sent is null;
            }
        }
    }

    /// <summary>True once a record got no answer: somebody may still be reading it.</summary>
    public bool IsTainted { get; private set; }

    /// <summary>True while a record waits here or is on its way.</summary>
    public bool Holds(SagaRecord record)
    {
        lock (_lock)
        {
            return _next == record || _sent == record;
        }
    }

    /// <summary>Begins anew, for another saga.</summary>
    public void Renew()
    {
        _outcome = SagaCommitOutcome.None;
        EventsDurable = null;
        Holder = null;
    }

    /// <summary>Takes back a record that has not left.</summary>
    /// <returns>True when there was one: its number is free again.</returns>
    public bool TryTakeBack()
    {
        lock (_lock)
        {
            var had = _next is not null;
            _next = null;
            return had;
        }
    }

    /// <summary>Lets a record go to the store; nobody awaits it.</summary>
    public void Post(SagaRecord record)
    {
        lock (_lock)
        {
            // Behind a refused one it would be refused too, and hide why.
            if (!IsLost)
            {
                _next = record;
                Enqueue_NeedsLock();
            }
        }
    }

    /// <summary>Lets a record go to the store and tells what became of it; or of an earlier one, if that was refused.</summary>
    public ValueTask<SagaCommitOutcome> CommitAsync(SagaRecord record)
    {
        lock (_lock)
        {
            _core.Reset();
            _isAwaited = true;
            _next = record;
            if (IsLost)
            {
                _next = null;
                Answer_NeedsLock();
            }
            else
            {
                Enqueue_NeedsLock();
            }
        }

        return new ValueTask<SagaCommitOutcome>(this, _core.Version);
    }

    /// <summary>Forgets that a record was refused: what follows is another try, not its successor.</summary>
    public void Reset() => _outcome = SagaCommitOutcome.None;

    /// <summary>For the committer: the record to send; null when it was taken back.</summary>
    public SagaRecord? Take()
    {
        lock (_lock)
        {
            _isQueued = false;
            _sent ??= _next;
            _next = _sent == _next ? null : _next;
            return _sent;
        }
    }

    /// <summary>For the committer: what became of the record that was sent.</summary>
    /// <returns>True when somebody awaits it: the committer has him go on.</returns>
    public bool Complete(SagaCommitOutcome outcome)
    {
        var isAwaited = false;
        IReadOnlyList<SagaOutgoing> durable;
        lock (_lock)
        {
            // Taken here: once it is out of this hand, the record may be filled again.
            durable = outcome == SagaCommitOutcome.Committed ? _sent!.Outbox : [];
            RefusedSeq = outcome == SagaCommitOutcome.Committed ? RefusedSeq : _sent!.Seq;
            _sent = null;
            Failures = 0;
            _outcome = outcome;
            if (outcome != SagaCommitOutcome.Committed)
            {
                _next = null;
            }

            if (_next is not null)
            {
                Enqueue_NeedsLock();
            }
            else
            {
                (isAwaited, _isAwaited) = (_isAwaited, false);
            }
        }

        if (outcome is SagaCommitOutcome.Committed or SagaCommitOutcome.Stale)
        {
            Holder?.Give(work, SagaRunOutcome.Durable);
        }

        if (durable.Count > 0)
        {
            EventsDurable?.Invoke(durable);
        }

        return isAwaited;
    }

    /// <summary>For the committer: the call with the record ended without an answer.</summary>
    public void NoteFailure()
    {
        Failures++;
        IsTainted = true;
    }

    /// <summary>For the committer: no answer will come.</summary>
    public void Fault(Exception fault)
    {
        lock (_lock)
        {
            _fault = fault;
            _next = null;
            _sent = null;
            if (_isAwaited)
            {
                Answer_NeedsLock();
            }
        }
    }

    /// <summary>Has whoever awaits the record go on.</summary>
    public void Execute()
    {
        if (_fault is not null)
        {
            _core.SetException(_fault);
        }
        else
        {
            _core.SetResult(_outcome);
        }
    }

    SagaCommitOutcome IValueTaskSource<SagaCommitOutcome>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<SagaCommitOutcome>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<SagaCommitOutcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Enqueue_NeedsLock()
    {
        // While one is on its way, its answer brings the next.
        if (!_isQueued && _sent is null)
        {
            _isQueued = true;
            committer.Add(this);
        }
    }

    private void Answer_NeedsLock()
    {
        _isAwaited = false;
        work.Add(this);
    }
}
