using Microsoft.Extensions.Logging;
using Seckill.Sagas.Engine;
using Seckill.Sagas.Sending;
using Seckill.Sagas.Telemetry;
using Seckill.Sagas.Working;
using Seckill.Sagas.Writing;

namespace Seckill.Sagas.Runs;

/// <summary>A saga in memory: where it is, its way to the store, and the loop that drives it until it leaves.</summary>
internal sealed class SagaRun<TState> : AnyRun
    where TState : class
{
    private const int MaxInbox = 100;

    private readonly Mailbox _mailbox = new();
    private readonly Timeline _timeline = new();
    private readonly CommitSlot _slot;
    private readonly DateTimeOffset _createdAt;
    private StepContext<TState>? _context;
    private Outbox? _outbox;
    private ShardLease _lease;
    private string? _traceParent;
    private long _seq;
    private long _dirtySince;
    private bool _isDirty;
    private bool _isUrgent;
    private bool _dropsKey;
    private bool _revives;

    public Progress P;

    private SagaRun(DefinitionRuntime<TState> runtime, SagaId id, TState state, ShardLease lease, DateTimeOffset createdAt, bool isClaimed)
        : base(id, isClaimed)
    {
        Runtime = runtime;
        State = state;
        _lease = lease;
        _createdAt = createdAt;
        _slot = runtime.Parts.Committer.NewSlot();
    }

    public DefinitionRuntime<TState> Runtime { get; }

    public TState State { get; }

    public List<SagaIncoming>? Inbox { get; private set; }

    /// <summary>Who waits for the first record; null for nobody.</summary>
    public Reply<SagaStartOutcome>? Starter
    {
        get;
        set
        {
            field = value;
            Beginning = value?.Task ?? Beginning;
        }
    }

    /// <summary>Who holds this saga's begin record and waits until he may forget it; null for nobody.</summary>
    public Reply<SagaRunOutcome>? Carrier { get; set; }

    /// <summary>Steps that an earlier run may have done behind the record this one began with.</summary>
    public ulong Zone { get; set; }

    /// <summary>True when the record that comes next, at the next wait or end, is durable already.</summary>
    public bool IsRecordedAhead { get; set; }

    /// <summary>True when a step without a guard was done since the last record that is known to be durable.</summary>
    public bool HasLooseSteps { get; set; }

    public override int Shard => _lease.Shard;

    public DateTimeOffset CreatedAt => _createdAt;

    public string Definition => Runtime.Definition.Name;

    public bool HasDurableRecord => _seq > 0;

    /// <summary>A saga that begins with its first step and its own first record.</summary>
    public static SagaRun<TState> New(DefinitionRuntime<TState> runtime, SagaId id, TState state, ShardLease lease)
    {
        var run = new SagaRun<TState>(runtime, id, state, lease, runtime.Parts.Now, isClaimed: false);
        run.P.Status = SagaStatus.Running;
        run._traceParent = SagaTracing.Current;
        run._timeline.Add(run._createdAt, SagaTimelineKind.Started, -1);
        return run;
    }

    /// <summary>A saga whose begin record somebody else holds, standing at a step; the steps before it count as done.</summary>
    public static SagaRun<TState> Carried(DefinitionRuntime<TState> runtime, SagaId id, TState state, ShardLease lease, int step)
    {
        var run = New(runtime, id, state, lease);
        run.P.Step = step;
        run.P.Done = runtime.Definition.Mask(0, step, n => n.Wait is null);
        run.P.PastPivot = runtime.Definition.Mask(0, step, n => n.IsPivot) != 0;
        return run;
    }

    /// <summary>A saga that goes on from its durable record.</summary>
    public static SagaRun<TState> From(DefinitionRuntime<TState> runtime, SagaRecord record, TState state, ShardLease lease, bool isInterrupted, bool isClaimed)
    {
        var run = new SagaRun<TState>(runtime, record.Id, state, lease, record.CreatedAt, isClaimed)
        {
            P = Progress.From(record),
            Inbox = record.Inbox.Count == 0 ? null : [.. record.Inbox],
            _seq = record.Seq,
            _traceParent = record.TraceParent,
        };
        run._timeline.Load(record.Timeline);
        if (record.Outbox.Count > 0)
        {
            run.EnsureOutbox().Add(record.Outbox);
        }

        if (isInterrupted && record.Status is SagaStatus.Running or SagaStatus.Compensating)
        {
            run.Zone = record.Status == SagaStatus.Running ? runtime.Definition.ZoneFrom(record.Step) : 0;
            run._timeline.Add(runtime.Parts.Now, SagaTimelineKind.Resumed, record.Step);
            runtime.Parts.Metrics.Resumed(run.Definition);
        }

        return run;
    }

    public override bool TryPost(Mail mail) => _mailbox.TryPost(mail);

    public override bool TryReviveLater() => _mailbox.TryHold(() => _revives = true);

    public override void Execute() => _ = RunAsync();

    public void Note(SagaTimelineKind kind, int step, int attempt = 0, string? detail = null) =>
        _timeline.Add(Runtime.Parts.Now, kind, step, attempt, detail);

    /// <summary>The context for the next step; the same one again as long as no try of it was given up.</summary>
    public StepContext<TState> Context() => _context ??= NewContext();

    public StepContext<TState> NewContext() => _context = new StepContext<TState>(this, Runtime.Parts);

    public ValueTask<StepEnd> TryStepAsync(StepNode<TState> node, EffectOperation operation, object? signal = null, bool mayRest = true) =>
        Runtime.Steps.RunAsync(Context(), node, operation, P.Attempt, signal, mayRest);

    public StepResult? TakeFirstResult()
    {
        var first = FirstResult;
        FirstResult = null;
        return first;
    }

    public void AddPublished(IReadOnlyList<SagaOutgoing> published)
    {
        if (published.Count > 0)
        {
            EnsureOutbox().Add(published);
        }
    }

    public void AddEvents(StepNode<TState> node, IReadOnlyList<SagaOutgoing>? published)
    {
        AddPublished(published ?? []);

        for (var i = 0; i < node.Events.Count; i++)
        {
            var source = node.Events[i];
            var id = $"{Id.Value}/{node.Name}/{i}";
            EnsureOutbox().Add([new SagaOutgoing(id, source.Type, source.Make(State), Runtime.Parts.Now)]);
        }
    }

    public void SetIncoming(SagaIncoming item)
    {
        Inbox ??= [];
        Inbox.RemoveAll(i => i.EventId == item.EventId && i.Wait == item.Wait);
        Inbox.Add(item);
        if (Inbox.Count > MaxInbox)
        {
            Inbox.RemoveAt(Math.Max(0, Inbox.FindIndex(i => i.State == SagaIncomingState.Late)));
        }
    }

    /// <summary>Something was done that no record tells yet.</summary>
    /// <param name="isUrgent">True when repeating it would be seen.</param>
    public void Changed(bool isUrgent = false) => (_isDirty, _isUrgent) = (true, _isUrgent | isUrgent);

    /// <summary>Before a step: records what was done if it would be a pity to repeat it. Nobody awaits that record.</summary>
    public void RecordInPassing(int nextStep)
    {
        if (!_isDirty || IsRecordedAhead)
        {
            return;
        }

        var now = Runtime.Parts.Time.GetTimestamp();
        _dirtySince = _dirtySince == 0 ? now : _dirtySince;
        if (_isUrgent || Runtime.Parts.Time.GetElapsedTime(_dirtySince, now) + Runtime.TypicalTime(nextStep) >= Runtime.Parts.Options.RecordAfter)
        {
            _slot.Post(ToRecord());
            Clean();
        }
    }

    /// <summary>Writes the saga's next record and waits until it is durable.</summary>
    /// <returns>False when the saga is somebody else's.</returns>
    public async ValueTask<bool> CommitAsync()
    {
        while (true)
        {
            var outcome = await _slot.CommitAsync(ToRecord()).ConfigureAwait(false);
            switch (outcome)
            {
                case SagaCommitOutcome.Committed:
                    Clean();
                    HasLooseSteps = false;
                    Carrier?.Give(Runtime.Parts.Work, SagaRunOutcome.Durable);
                    return true;
                case SagaCommitOutcome.KeyTaken when HasDurableRecord && Starter is null && !_dropsKey:
                    _seq--;
                    _slot.Reset();
                    _dropsKey = true;
                    Runtime.Endings.Park(this, "its correlation key is taken by another unfinished saga");
                    continue;
                default:
                    LostBy = outcome;
                    return false;
            }
        }
    }

    /// <summary>The answer of a try that was made before the saga came into memory; null for none.</summary>
    public StepResult? FirstResult { get; set; }

    /// <summary>Why the saga was lost; <see cref="SagaCommitOutcome.None"/> while it is not.</summary>
    public SagaCommitOutcome LostBy { get; private set; }

    /// <summary>The step's own transaction held the next record.</summary>
    public void TakeRecorded()
    {
        _seq++;
        Clean();
        Carrier?.Give(Runtime.Parts.Work, SagaRunOutcome.Durable);
    }

    /// <summary>Waits until no record is on its way, so that the number of the next one is certain.</summary>
    public ValueTask<bool> SettleAsync() => _slot.IsIdle ? new(!_slot.IsLost) : CommitAsync();

    public SagaRecord ToRecord()
    {
        if (!_slot.TryTakeBack())
        {
            _seq++;
        }

        return MakeRecord(P, _seq, _outbox?.View() ?? []);
    }

    /// <summary>The record that follows from a result of the step the saga is in.</summary>
    public SagaRecord RecordAfter(StepNode<TState> node, EffectOperation operation, StepResult result)
    {
        if (!node.Enlists)
        {
            throw new InvalidOperationException($"Step {node.Name} of saga {Definition} asks for the next record. Say .EnlistsRecord() in its definition.");
        }

        return MakeRecord(Runtime.Endings.After(this, node, operation, result), _seq + 1, []);
    }

    /// <summary>Sends all events of durable records; true when the bus has every one.</summary>
    public Task<bool> SendEventsAsync()
    {
        if (_outbox is null)
        {
            return Task.FromResult(true);
        }

        _outbox.Durable(Id, _outbox.View());
        return _outbox.WhenSentAsync();
    }

    public bool HasEvents => _outbox is { IsEmpty: false };

    private Outbox EnsureOutbox()
    {
        if (_outbox is null)
        {
            _outbox = new Outbox(Runtime.Parts.Dispatcher, Runtime.Parts.Work, _traceParent);
            _slot.EventsDurable = record => _outbox.Durable(record.Id, record.Outbox);
        }

        return _outbox;
    }

    private void Clean() => (_isDirty, _isUrgent, _dirtySince) = (false, false, 0);

    private SagaRecord MakeRecord(in Progress p, long seq, IReadOnlyList<SagaOutgoing> outbox)
    {
        var definition = Runtime.Definition;
        var now = Runtime.Parts.Now;
        var key = _dropsKey ? null : definition.KeyFrom(p.Step, State);
        return new SagaRecord
        {
            Id = Id,
            Definition = definition.Name,
            Version = definition.Version,
            Fingerprint = definition.Fingerprint,
            Shard = _lease.Shard,
            Epoch = _lease.Epoch,
            Seq = seq,
            WriteId = Runtime.Parts.NextWriteId(),
            Status = p.Status,
            ParkedFrom = p.ParkedFrom,
            Step = p.Step,
            StepName = p.Step < definition.Nodes.Length && !p.Status.IsEnded() ? definition.Nodes[p.Step].Name : "",
            Attempt = p.Attempt,
            Done = p.Done,
            Unknown = p.Unknown,
            PastPivot = p.PastPivot,
            Deadline = p.Deadline,
            DueAt = Due(p, now, outbox.Count > 0),
            CorrelationKey = key,
            State = Runtime.WriteState(State),
            Outbox = outbox,
            Inbox = Inbox is null ? [] : [.. Inbox],
            Timeline = _timeline.View(),
            Reason = p.Reason,
            TraceParent = _traceParent,
            CreatedAt = _createdAt,
            UpdatedAt = now,
        };
    }

    // A saga that leaves memory with events to send is looked at soon, in case the process dies before the bus has them.
    private DateTimeOffset? Due(in Progress p, DateTimeOffset now, bool hasEvents)
    {
        var due = p.Status switch
        {
            SagaStatus.Waiting => p.Deadline,
            SagaStatus.Running or SagaStatus.Compensating => p.RestsUntil,
            _ => null,
        };
        var resend = now + Runtime.Parts.Options.ResendAfter;
        var isAtWork = p.Status is SagaStatus.Running or SagaStatus.Compensating && p.RestsUntil is null;
        return hasEvents && !isAtWork && (due is null || due > resend) ? resend : due;
    }

    private async Task RunAsync()
    {
        using var span = SagaTracing.StartStretch(Definition, Id, _traceParent);
        try
        {
            Next next;
            do
            {
                next = await AdvanceAsync().ConfigureAwait(false);
            }
            while (next == Next.Go || (next == Next.Leave && !_mailbox.TryClose(Leave)));

            if (next == Next.Drop)
            {
                Drop();
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Runtime.Endings.Fault(this, fault);
        }
    }

    private async ValueTask<Next> AdvanceAsync()
    {
        if (Starter is not null)
        {
            return await BeginAsync().ConfigureAwait(false);
        }

        if (_slot.IsLost)
        {
            LostBy = _slot.Outcome;
            return Next.Drop;
        }

        if (FirstResult is { Kind: not (StepResultKind.Ok or StepResultKind.Fail or StepResultKind.Overtaken) } && !HasDurableRecord)
        {
            // It will take a while: from here on the saga's own record holds it, not the caller's.
            return await CommitAsync().ConfigureAwait(false) ? Next.Go : Next.Drop;
        }

        // With its next record durable already, mail is read where that record says that the saga stands.
        if (!IsRecordedAhead && _mailbox.Take() is { } mail)
        {
            return await Runtime.Letters.OpenAsync(this, mail).ConfigureAwait(false);
        }

        return P.Status switch
        {
            SagaStatus.Running or SagaStatus.Compensating when P.RestsUntil is { } rest && rest > Runtime.Parts.Now => Next.Leave,
            SagaStatus.Running => await Runtime.Forward.AdvanceAsync(this).ConfigureAwait(false),
            SagaStatus.Waiting => await Runtime.Waits.AdvanceAsync(this).ConfigureAwait(false),
            SagaStatus.Compensating => await Runtime.Backward.AdvanceAsync(this).ConfigureAwait(false),
            _ => await Endings<TState>.SendLastEventsAsync(this).ConfigureAwait(false),
        };
    }

    private async ValueTask<Next> BeginAsync()
    {
        var parts = Runtime.Parts;
        var outcome = await _slot.CommitAsync(ToRecord()).ConfigureAwait(false);

        // Refused by the fence, nothing was written: the shard is lost, but there may be another one.
        for (var again = 0; outcome == SagaCommitOutcome.Fenced && again < 3; again++)
        {
            parts.Shards.Lose(_lease);
            if (!parts.Shards.TryPick(Id, null, out _lease))
            {
                break;
            }

            _slot.Reset();
            _seq = 0;
            outcome = await _slot.CommitAsync(ToRecord()).ConfigureAwait(false);
        }

        var starter = Starter!;
        Starter = null;
        starter.Give(parts.Work, outcome switch
        {
            SagaCommitOutcome.Committed => SagaStartOutcome.Started,
            SagaCommitOutcome.Stale => SagaStartOutcome.Exists,
            SagaCommitOutcome.KeyTaken => SagaStartOutcome.KeyTaken,
            _ => SagaStartOutcome.Rejected,
        });
        if (outcome != SagaCommitOutcome.Committed)
        {
            LostBy = outcome;
            return Next.Drop;
        }

        parts.Metrics.Started(Definition);
        return Next.Go;
    }

    private void Leave() => Runtime.Parts.Runs.Leave(this);

    private void Drop()
    {
        var parts = Runtime.Parts;
        foreach (var mail in _mailbox.Close(Leave))
        {
            mail.AskAgain(parts.Work);
        }

        // A record that is there already does what a carried begin record was kept for.
        Carrier?.Give(parts.Work, LostBy == SagaCommitOutcome.Stale ? SagaRunOutcome.Durable : SagaRunOutcome.Unknown);
        Log.Lost(parts.Logger, Definition, Id, LostBy);
        if (LostBy == SagaCommitOutcome.Fenced)
        {
            parts.Shards.Lose(_lease);
        }

        if (LostBy == SagaCommitOutcome.Stale || _revives)
        {
            parts.Revive?.Invoke(Id);
        }
    }

    /// <summary>Leaves memory behind a fault; nobody is left without an answer.</summary>
    public void Abandon(Exception fault)
    {
        var parts = Runtime.Parts;
        foreach (var mail in _mailbox.Close(Leave))
        {
            mail.Fault(parts.Work, fault);
        }

        Starter?.Fault(parts.Work, fault);
        Carrier?.Fault(parts.Work, fault);
    }
}
