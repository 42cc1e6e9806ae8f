using Seckill.Sagas.Engine;
using Seckill.Sagas.Writing;

namespace Seckill.Sagas.Runs;

/// <summary>The way of a saga in memory into the store: its numbers, its history, and when it is written.</summary>
internal sealed class RunJournal<TState>(SagaRun<TState> run, DefinitionRuntime<TState> runtime)
    where TState : class
{
    public const string KeyIsTaken = "its correlation key is taken by another unfinished saga";

    private static readonly TimeSpan s_longestResend = TimeSpan.FromMinutes(1);

    private readonly SagaDefinition<TState> _definition = runtime.Definition;
    private readonly EngineParts _parts = runtime.Parts;
    private readonly Timeline _timeline = new();
    private RecordKit? _kit;
    private RecordKit? _otherKit;
    private ShardLease _lease;
    private string? _traceParent;
    private readonly List<long> _handedOut = [];
    private IReadOnlyList<SagaOutgoing> _enlisted = [];
    private long _seq;
    private long _dirtySince;
    private bool _isDirty;
    private bool _isUrgent;
    private bool _dropsKey;

    public CommitSlot Slot { get; } = runtime.Parts.Committer.NewSlot();

    public ShardLease Lease => _lease;

    public DateTimeOffset CreatedAt { get; private set; }

    public string? TraceParent => _traceParent;

    public bool HasDurableRecord => _seq > 0;

    /// <summary>True when the saga's last record has events to be sent.</summary>
    public bool RecordHasEvents { get; set; }

    /// <summary>Why the saga was lost; <see cref="SagaCommitOutcome.None"/> while it is not.</summary>
    public SagaCommitOutcome LostBy { get; private set; }

    /// <summary>True when a step without a guard was done since the last record that is known to be durable.</summary>
    public bool HasLooseSteps { get; set; }

    /// <summary>True while the record that the saga was taken up from may have been written over unnoticed.</summary>
    public bool MayBeOld { get; set; }

    /// <summary>True when the saga needs nothing of this object any more, nor does anybody else.</summary>
    public bool IsReusable => !Slot.IsTainted && Slot.IsIdle;

    public void Begin(ShardLease lease, DateTimeOffset createdAt, string? traceParent, long seq)
    {
        (_lease, CreatedAt, _traceParent, _seq) = (lease, createdAt, traceParent, seq);
        (_dropsKey, LostBy, HasLooseSteps, RecordHasEvents, MayBeOld) = (false, SagaCommitOutcome.None, false, false, false);
        _enlisted = [];
        _handedOut.Clear();
        Clean();
        _timeline.Clear();
        Slot.Renew();
    }

    public void Load(IReadOnlyList<SagaTimelineEntry> lines) => _timeline.Load(lines);

    public void Note(SagaTimelineKind kind, int step, int attempt, string? detail) => _timeline.Add(_parts.Now, kind, step, attempt, detail);

    /// <summary>Notes the start, at the time from which the saga counts.</summary>
    public void NoteStarted() => _timeline.Add(CreatedAt, SagaTimelineKind.Started, -1);

    /// <summary>Something was done that no record tells yet.</summary>
    /// <param name="isUrgent">True when repeating it would be seen.</param>
    public void Changed(bool isUrgent = false) => (_isDirty, _isUrgent) = (true, _isUrgent | isUrgent);

    /// <summary>Before a step: records what was done if it would be a pity to repeat it. Nobody awaits that record.</summary>
    public void RecordInPassing(int nextStep)
    {
        if (!_isDirty || run.IsRecordedAhead)
        {
            return;
        }

        // What was done last has just been noted: the clock need not be asked again.
        var now = _timeline.LastTicks;
        _dirtySince = _dirtySince == 0 ? now : _dirtySince;
        if (_isUrgent || new TimeSpan(now - _dirtySince) + runtime.TypicalTime(nextStep) >= _parts.Options.RecordAfter)
        {
            Slot.Post(ToRecord());
            Clean();
        }
    }

    /// <summary>Lets the saga's next record go to the store.</summary>
    public ValueTask<SagaCommitOutcome> SendAsync() => Slot.CommitAsync(ToRecord());

    /// <summary>Takes in what became of the record.</summary>
    /// <returns>True when it is durable; null when another one has to be written in its place.</returns>
    public bool? TakeIn(SagaCommitOutcome outcome)
    {
        if (outcome == SagaCommitOutcome.Committed)
        {
            Clean();
            (HasLooseSteps, MayBeOld) = (false, false);
            run.Carrier?.Give(_parts.Work, SagaRunOutcome.Durable);
            return true;
        }

        if (outcome == SagaCommitOutcome.KeyTaken && TryDropKey())
        {
            // A saga that has ended meanwhile needs the key no more.
            if (!run.P.Status.IsEnded())
            {
                runtime.Endings.Park(run, KeyIsTaken);
            }

            return null;
        }

        LostBy = outcome;
        return false;
    }

    /// <summary>Goes on without the key for which a record was refused, perhaps one that nobody awaited.</summary>
    /// <returns>False when none was refused for that.</returns>
    public bool TryDropKey()
    {
        if (Slot.Outcome != SagaCommitOutcome.KeyTaken || _dropsKey)
        {
            return false;
        }

        _seq = Slot.RefusedSeq - 1;
        Slot.Reset();
        _dropsKey = true;
        return true;
    }

    /// <summary>An operator had the saga go on: its key may be free by now.</summary>
    public void AskForKeyAgain() => _dropsKey = false;

    /// <summary>Refused by the fence at its begin, nothing was written: the shard is lost, but there may be another one.</summary>
    public bool TryOtherShard()
    {
        _parts.Shards.Lose(_lease);
        if (!_parts.Shards.TryPick(run.Id, null, out _lease))
        {
            return false;
        }

        _seq = 0;
        Slot.Reset();
        return true;
    }

    public void Lost() => LostBy = Slot.Outcome;

    /// <summary>Writes the saga's next record and waits until it is durable.</summary>
    /// <returns>False when the saga is somebody else's.</returns>
    public async ValueTask<bool> CommitAsync()
    {
        while (true)
        {
            if (TakeIn(await SendAsync().ConfigureAwait(false)) is { } isDurable)
            {
                return isDurable;
            }
        }
    }

    /// <summary>The step's own transaction held the next record.</summary>
    public void TakeRecorded()
    {
        _seq++;
        var events = _enlisted;
        _enlisted = [];
        _handedOut.Clear();
        RecordHasEvents = events.Count > 0;
        MayBeOld = false;
        Clean();
        run.Carrier?.Give(_parts.Work, SagaRunOutcome.Durable);
        if (RecordHasEvents)
        {
            run.EventsDurable(events);
        }
    }

    /// <summary>Waits until no record is on its way, so that the number of the next one is certain. The saga may be parked then.</summary>
    public ValueTask<bool> SettleAsync() => Slot.IsIdle && !Slot.IsLost ? new(true) : CommitAsync();

    /// <summary>The record that follows from a result of the step the saga is in, with all that has to be durable along with it.</summary>
    /// <param name="node">The step.</param>
    /// <param name="operation">Action, undo or decision.</param>
    /// <param name="result">Its result.</param>
    /// <param name="published">What its try has published so far; null for nothing.</param>
    public SagaRecord RecordAfter(StepNode<TState> node, EffectOperation operation, StepResult result, IReadOnlyList<SagaOutgoing>? published)
    {
        if (!node.Enlists)
        {
            throw new InvalidOperationException($"Step {node.Name} of saga {_definition.Name} asks for the next record. Say .EnlistsRecord() in its definition.");
        }

        // Not to be filled again: the step may keep it.
        var kit = NewKit();
        var outbox = run.OutboxAfter(node, operation, result, published);
        var (state, inbox) = operation == EffectOperation.Decision ? run.Decided(node, result) : (run.State, run.Inbox);
        Fill(kit, runtime.Endings.After(run, node, operation, result), _seq + 1, outbox, state, inbox);

        // Which of its tries recorded it, the step need not know: what any of them handed out may be durable.
        _enlisted = outbox.Count == 0 ? _enlisted : [.. _enlisted, .. outbox];
        _handedOut.Add(kit.Record.WriteId);
        return kit.Record;
    }

    /// <summary>True for a record that was handed out to the step the saga is in: what it tells is what this run knows.</summary>
    public bool IsOwn(SagaRecord stored) => stored.Id == run.Id && _handedOut.Contains(stored.WriteId);

    private SagaRecord ToRecord()
    {
        if (!Slot.TryTakeBack())
        {
            _seq++;
        }

        var kit = FreeKit();
        var outbox = run.OutboxView();
        Fill(kit, run.P, _seq, outbox, run.State, run.Inbox);
        RecordHasEvents = outbox.Count > 0;
        return kit.Record;
    }

    private void Clean() => (_isDirty, _isUrgent, _dirtySince) = (false, false, 0);

    private RecordKit FreeKit()
    {
        if (Slot.IsTainted)
        {
            return NewKit();
        }

        if (_kit is null || !Slot.Holds(_kit.Record))
        {
            return _kit ??= NewKit();
        }

        return _otherKit is null || !Slot.Holds(_otherKit.Record) ? _otherKit ??= NewKit() : NewKit();
    }

    private RecordKit NewKit() => new(new SagaRecord
    {
        Id = run.Id,
        Definition = _definition.Name,
        Version = _definition.Version,
        Fingerprint = _definition.Fingerprint,
        Shard = 0,
        Epoch = 0,
        Seq = 0,
        WriteId = 0,
        Status = SagaStatus.Running,
        Step = 0,
        CreatedAt = default,
        UpdatedAt = default,
    });

    private void Fill(RecordKit kit, in Progress p, long seq, IReadOnlyList<SagaOutgoing> outbox, TState state, IReadOnlyList<SagaIncoming>? inbox)
    {
        var now = _parts.Now;
        var record = kit.Record;
        record.Id = run.Id;
        record.Shard = _lease.Shard;
        record.Epoch = _lease.Epoch;
        record.Seq = seq;
        record.WriteId = _parts.NextWriteId();
        record.Status = p.Status;
        record.ParkedFrom = p.ParkedFrom;
        record.Step = p.Step;
        record.StepName = p.Step < _definition.Nodes.Length && !p.Status.IsEnded() ? _definition.Nodes[p.Step].Name : "";
        record.Attempt = p.Attempt;
        record.Done = p.Done;
        record.Unknown = p.Unknown;
        record.PastPivot = p.PastPivot;
        record.Deadline = p.Deadline;
        record.DueAt = Due(p, now, outbox);
        record.CorrelationKey = _dropsKey ? null : _definition.KeyFrom(p.Step, state);
        kit.SetState(state, _definition);
        record.Outbox = outbox;
        record.Inbox = inbox is null ? [] : [.. inbox];
        kit.SetTimeline(_timeline);
        record.Reason = p.Reason;
        record.TraceParent = _traceParent;
        record.CreatedAt = CreatedAt;
        record.UpdatedAt = now;
    }

    // A saga that leaves memory with events to send is looked at soon, in case the process dies before the bus has them. What the bus does not take
    // rests as long again as it is old, up to a limit.
    private DateTimeOffset? Due(in Progress p, DateTimeOffset now, IReadOnlyList<SagaOutgoing> outbox)
    {
        var due = p.Status switch
        {
            SagaStatus.Waiting => p.Deadline,
            SagaStatus.Running or SagaStatus.Compensating => p.RestsUntil,
            _ => null,
        };
        var isAtWork = p.Status is SagaStatus.Running or SagaStatus.Compensating && p.RestsUntil is null;
        if (outbox.Count == 0 || isAtWork)
        {
            return due;
        }

        var least = _parts.Options.ResendAfter;
        var age = now - outbox[0].At;
        var resend = now + (age < least || least > s_longestResend ? least : age < s_longestResend ? age : s_longestResend);
        return due is null || due > resend ? resend : due;
    }
}
