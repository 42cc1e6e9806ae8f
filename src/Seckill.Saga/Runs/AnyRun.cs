using Seckill.Sagas.Working;

namespace Seckill.Sagas.Runs;

/// <summary>
/// A saga in memory, and its mail. The box is closed in the same moment in which the saga leaves, so nothing falls in between. The object may
/// serve another saga afterwards: whoever found it by an id names that id again.
/// </summary>
internal abstract class AnyRun : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private Queue<Mail>? _mail;
    private bool _isClosed = true;
    private bool _revives;

    public SagaId Id { get; private set; }

    /// <summary>True when the engine took it up by itself, false when somebody asked for it.</summary>
    public bool IsClaimed { get; private set; }

    /// <summary>The shard it is on.</summary>
    public abstract int Shard { get; }

    /// <summary>How the saga's begin went; null when it had begun before it came into memory.</summary>
    protected Reply<SagaStartOutcome>? Beginning { get; set; }

    /// <summary>What the holder of a begin record hears who starts this saga once more; null when that is not known.</summary>
    protected Reply<SagaRunOutcome>? Carrying { get; set; }

    /// <summary>True when it is to be taken up again should it lose its place.</summary>
    protected bool Revives => _revives;

    /// <summary>True when mail ever came.</summary>
    protected bool HadMail => _mail is not null;

    /// <summary>True when mail waits to be read.</summary>
    public bool HasMailWaiting
    {
        get
        {
            lock (_lock)
            {
                return _mail is { Count: > 0 };
            }
        }
    }

    /// <summary>Hands it something to be dealt with; false when it has left.</summary>
    public bool TryPost(SagaId id, Mail mail)
    {
        lock (_lock)
        {
            if (_isClosed || Id != id)
            {
                return false;
            }

            (_mail ??= []).Enqueue(mail);
            return true;
        }
    }

    /// <summary>Has it taken up again should it lose its place; false when it has left.</summary>
    public bool TryReviveLater(SagaId id)
    {
        lock (_lock)
        {
            _revives |= Id == id;
            return !_isClosed && Id == id;
        }
    }

    /// <summary>How the saga's begin went; null when it had begun before, or has left.</summary>
    public Reply<SagaStartOutcome>? FindBeginning(SagaId id)
    {
        lock (_lock)
        {
            return Id == id ? Beginning : null;
        }
    }

    /// <summary>What the holder of a begin record hears who starts this saga once more; null when it is not known, or has left.</summary>
    public Reply<SagaRunOutcome>? FindCarrying(SagaId id)
    {
        lock (_lock)
        {
            return Id == id ? Carrying : null;
        }
    }

    public abstract void Execute();

    protected void Open(SagaId id, bool isClaimed)
    {
        lock (_lock)
        {
            (Id, IsClaimed, _isClosed, _revives, Beginning, Carrying, _mail) = (id, isClaimed, false, false, null, null, null);
        }
    }

    protected Mail? TakeMail()
    {
        if (_mail is null)
        {
            return null;
        }

        lock (_lock)
        {
            return _mail.Count > 0 ? _mail.Dequeue() : null;
        }
    }

    /// <summary>Leaves the table, unless there is mail.</summary>
    protected bool TryLeave(RunTable table)
    {
        lock (_lock)
        {
            if (_mail is { Count: > 0 })
            {
                return false;
            }

            _isClosed = true;
            table.Leave(this);
            return true;
        }
    }

    /// <summary>Leaves the table and gives back what nobody will deal with.</summary>
    protected IReadOnlyList<Mail> LeaveNow(RunTable table)
    {
        lock (_lock)
        {
            _isClosed = true;
            table.Leave(this);
            var rest = _mail is null ? [] : _mail.ToArray();
            _mail?.Clear();
            return rest;
        }
    }
}
