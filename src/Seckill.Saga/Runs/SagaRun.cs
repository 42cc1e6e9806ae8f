using Seckill.Sagas.Engine;
using Seckill.Sagas.Sending;
using Seckill.Sagas.Telemetry;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Runs;

/// <summary>
/// A saga in memory: where it is, and the loop that drives it until it leaves. One that lived and left without anything unusual is used again
/// for another saga.
/// </summary>
internal sealed class SagaRun<TState> : AnyRun
    where TState : class
{
    private const int MaxInbox = 100;
    private const int MaxOtherShards = 3;
    private static readonly Reply<SagaRunOutcome> s_durable = Durable();

    private readonly EngineParts _parts;
    private readonly RunLoop<TState> _loop;
    private StepContext<TState>? _context;
    private Outbox? _outbox;
    private int _otherShards;
    private bool _hadOtherContexts;

    public Progress P;

    public SagaRun(DefinitionRuntime<TState> runtime)
    {
        Runtime = runtime;
        _parts = runtime.Parts;
        State = null!;
        Journal = new RunJournal<TState>(this, runtime);
        _loop = new RunLoop<TState>(this);
    }

    public DefinitionRuntime<TState> Runtime { get; }

    public RunJournal<TState> Journal { get; }

    public TState State { get; private set; }

    public List<SagaIncoming>? Inbox { get; private set; }

    /// <summary>Who waits for the first record; null for nobody.</summary>
    public Reply<SagaStartOutcome>? Starter { get; private set; }

    /// <summary>Who holds this saga's begin record and waits until he may forget it; null for nobody.</summary>
    public Reply<SagaRunOutcome>? Carrier
    {
        get;
        set
        {
            field = value;
            Carrying = value;
            Journal.Slot.Holder = value;
        }
    }

    /// <summary>The answer of a try that was made before the saga came into memory; null for none.</summary>
    public StepResult? FirstResult { get; set; }

    /// <summary>Steps that an earlier run may have done behind the record this one began with.</summary>
    public ulong Zone { get; set; }

    /// <summary>True when the record that comes next, at the next wait or end, is durable already.</summary>
    public bool IsRecordedAhead { get; set; }

    /// <summary>What the record that is asked for makes durable.</summary>
    public Phase Phase { get; set; }

    /// <summary>What the arbiter of the saga's wait is asked about.</summary>
    public WaitSignal Deciding { get; set; }

    public override int Shard => Journal.Lease.Shard;

    public string Definition => Runtime.Definition.Name;

    /// <summary>True when events are left to send, or were sent while the record still holds them: it would have them sent once more.</summary>
    public bool HasEvents => _outbox is not null && (!_outbox.IsEmpty || Journal.RecordHasEvents);

    /// <summary>A saga that begins with its first step and its own first record.</summary>
    public void BeginNew(SagaId id, TState state, ShardLease lease, Reply<SagaStartOutcome>? starter)
    {
        Reset(id, state, isClaimed: false);
        P.Status = SagaStatus.Running;
        Journal.Begin(lease, _parts.Now, SagaTracing.Current, seq: 0);
        Journal.NoteStarted();
        Starter = starter;
        Beginning = starter;
    }

    /// <summary>A saga whose begin record somebody else holds, standing at a step; the steps before it count as done.</summary>
    public void BeginCarried(SagaId id, TState state, ShardLease lease, int step)
    {
        BeginNew(id, state, lease, null);
        P.Step = step;
        P.Done = Runtime.Definition.Mask(0, step, n => n.Wait is null);
        P.PastPivot = Runtime.Definition.Mask(0, step, n => n.IsPivot) != 0;

        // Its holder may have it started elsewhere, before or at the same time: that run may have got further.
        Zone = Runtime.Definition.ZoneFrom(step);
    }

    /// <summary>A saga that goes on from its durable record.</summary>
    public void BeginFrom(SagaRecord record, TState state, ShardLease lease, bool isInterrupted, bool isClaimed)
    {
        Reset(record.Id, state, isClaimed);
        P = Progress.From(record);
        Carrying = s_durable;
        Inbox = record.Inbox.Count == 0 ? null : [.. record.Inbox];
        Journal.Begin(lease, record.CreatedAt, record.TraceParent, record.Seq);
        Journal.Load(record.Timeline);
        if (record.Outbox.Count > 0)
        {
            EnsureOutbox().Add(record.Outbox);
            Journal.RecordHasEvents = true;
        }

        // What was read may be old by now, and whoever wrote since then would not know of what is done from here. Only for what an owner of an earlier
        // epoch left behind nobody need ask: everyone takes it up with all its steps in doubt, and has them refused when he turns back.
        Journal.MayBeOld = !isInterrupted || !isClaimed || record.Epoch == lease.Epoch;
        if (isInterrupted && record.Status is SagaStatus.Running or SagaStatus.Compensating)
        {
            Zone = record.Status == SagaStatus.Running ? Runtime.Definition.ZoneFrom(record.Step) : 0;
            Note(SagaTimelineKind.Resumed, record.Step);
            _parts.Metrics.Resumed(Definition);
        }
    }

    public override void Execute() => _loop.Begin();

    public void Note(SagaTimelineKind kind, int step, int attempt = 0, string? detail = null) => Journal.Note(kind, step, attempt, detail);

    /// <summary>The context for the next step; the same one again as long as no try of it was given up, since that may still be going on.</summary>
    public StepContext<TState> Context() =>
        _context is null ? _context = new StepContext<TState>(this)
        : _context.IsGivenUp ? NewContext()
        : _context;

    public StepContext<TState> NewContext()
    {
        _hadOtherContexts = true;
        return _context = new StepContext<TState>(this);
    }

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
        if (node.Events.Count > 0)
        {
            EnsureOutbox().Add(EventsOf(node));
        }
    }

    public IReadOnlyList<SagaOutgoing> OutboxView() => _outbox?.View() ?? [];

    /// <summary>What is to be sent once a result of a step is durable.</summary>
    public IReadOnlyList<SagaOutgoing> OutboxAfter(StepNode<TState> node, EffectOperation operation, StepResult result, IReadOnlyList<SagaOutgoing>? published)
    {
        if (result.Kind != StepResultKind.Ok)
        {
            return OutboxView();
        }

        var own = operation == EffectOperation.Action ? EventsOf(node) : [];
        return [.. OutboxView().Concat(published ?? []).Concat(own).DistinctBy(e => e.Id)];
    }

    /// <summary>The state and the events that came, as they will be once the wait's arbiter has decided so.</summary>
    public (TState State, IReadOnlyList<SagaIncoming>? Inbox) Decided(StepNode<TState> node, StepResult result)
    {
        if (!Deciding.IsEvent)
        {
            return (State, Inbox);
        }

        var isAccepted = result.Kind == StepResultKind.Ok;
        var item = new SagaIncoming(node.Name, Deciding.EventId!, isAccepted ? SagaIncomingState.Accepted : SagaIncomingState.Refused, default);
        var state = State;
        if (isAccepted && node.Wait!.OnEvent is { } take)
        {
            // A copy: it is not decided yet.
            state = Runtime.CopyState(State);
            take(state, Deciding.Value!);
        }

        return (state, With(Inbox, item));
    }

    /// <summary>Sends events that a step's own transaction made durable.</summary>
    public void EventsDurable(IReadOnlyList<SagaOutgoing> events) => _outbox?.Durable(Id, events);

    /// <summary>Sends all events; true when the bus has every one.</summary>
    public Task<bool> SendEventsAsync()
    {
        if (_outbox is null)
        {
            return Task.FromResult(true);
        }

        _outbox.Durable(Id, _outbox.View());
        return _outbox.WhenSentAsync();
    }

    public void SetIncoming(SagaIncoming item) => Inbox = With(Inbox, item);

    /// <summary>Leaves memory behind a fault; nobody is left without an answer.</summary>
    public void Abandon(Exception fault)
    {
        foreach (var mail in LeaveNow(_parts.Runs))
        {
            mail.Fault(_parts.Work, fault);
        }

        Starter?.Fault(_parts.Work, fault);
        Carrier?.Fault(_parts.Work, fault);
    }

    /// <summary>Does what comes next.</summary>
    public ValueTask<Next> AdvanceAsync()
    {
        if (Starter is not null || Phase != Phase.None)
        {
            Phase = Starter is null ? Phase : Phase.Begin;
            return new(Next.Commit);
        }

        if (Journal.Slot.IsLost)
        {
            if (Journal.TryDropKey())
            {
                return Runtime.Endings.ParkAsync(this, RunJournal<TState>.KeyIsTaken, default);
            }

            Journal.Lost();
            return new(Next.Drop);
        }

        if (FirstResult is { Kind: not (StepResultKind.Ok or StepResultKind.Fail or StepResultKind.Overtaken) } && !Journal.HasDurableRecord)
        {
            // It will take a while: from here on the saga's own record holds it, not the caller's.
            return new(Next.Commit);
        }

        // With its next record durable already, mail is read where that record says that the saga stands; and a step that has been answered is
        // noted before anybody turns the saga back.
        if (!IsRecordedAhead && FirstResult is null && TakeMail() is { } mail)
        {
            return Runtime.Letters.OpenAsync(this, mail);
        }

        return P.Status switch
        {
            SagaStatus.Running or SagaStatus.Compensating when P.RestsUntil is { } rest && rest > _parts.Now => new(Next.Leave),
            SagaStatus.Running or SagaStatus.Compensating when Journal.MayBeOld => Confirm(),
            SagaStatus.Running => Runtime.Forward.AdvanceAsync(this),
            SagaStatus.Waiting => Runtime.Waits.AdvanceAsync(this),
            SagaStatus.Compensating => Runtime.Backward.AdvanceAsync(this),
            _ => HasEvents ? Endings<TState>.SendLastEventsAsync(this) : new(Next.Leave),
        };
    }

    /// <summary>What follows from the record that was asked for.</summary>
    public Next TakeIn(SagaCommitOutcome outcome)
    {
        if (Phase == Phase.Begin)
        {
            return TakeInBegin(outcome);
        }

        var isDurable = Journal.TakeIn(outcome);
        if (isDurable is null)
        {
            return Next.Commit;
        }

        var phase = Phase;
        Phase = Phase.None;
        if (isDurable == true && phase == Phase.End)
        {
            Runtime.Endings.Ended(this);
        }

        return isDurable.Value ? Next.Go : Next.Drop;
    }

    public bool TryLeave() => TryLeave(_parts.Runs);

    /// <summary>What is left to do behind the last step of the loop.</summary>
    public void Finish(Next last)
    {
        if (last == Next.Drop)
        {
            Drop();
        }
        else
        {
            Retire();
        }
    }

    private static Reply<SagaRunOutcome> Durable()
    {
        var durable = new Reply<SagaRunOutcome>();
        durable.SetResult(SagaRunOutcome.Durable);
        return durable;
    }

    private void Reset(SagaId id, TState state, bool isClaimed)
    {
        Open(id, isClaimed);
        State = state;
        P = default;
        (_context, _outbox, _otherShards, _hadOtherContexts) = (null, null, 0, false);
        (Inbox, Starter, Carrier, FirstResult, Zone, IsRecordedAhead, Phase, Deciding) = (null, null, null, null, 0, false, Phase.None, default);
    }

    private static List<SagaIncoming> With(List<SagaIncoming>? inbox, SagaIncoming item)
    {
        List<SagaIncoming> next = [.. (inbox ?? []).Where(i => i.EventId != item.EventId || i.Wait != item.Wait), item];
        if (next.Count > MaxInbox)
        {
            next.RemoveAt(Math.Max(0, next.FindIndex(i => i.State == SagaIncomingState.Late)));
        }

        return next;
    }

    private SagaOutgoing[] EventsOf(StepNode<TState> node)
    {
        var events = new SagaOutgoing[node.Events.Count];
        for (var i = 0; i < events.Length; i++)
        {
            var source = node.Events[i];
            events[i] = new SagaOutgoing($"{Id.Value}/{node.Name}/{i}", source.Type, source.Make(State), _parts.Now);
        }

        return events;
    }

    private Outbox EnsureOutbox()
    {
        if (_outbox is null)
        {
            var outbox = new Outbox(_parts.Dispatcher, _parts.Work, Journal.TraceParent);
            _outbox = outbox;
            var id = Id;
            Journal.Slot.EventsDurable = events => outbox.Durable(id, events);
        }

        return _outbox;
    }

    /// <summary>Has the store say that the record the saga was taken up from is its last one, before anything is done that only this run knows of.</summary>
    private ValueTask<Next> Confirm()
    {
        P.RestsUntil = null;
        return new(Next.Commit);
    }

    private Next TakeInBegin(SagaCommitOutcome outcome)
    {
        if (outcome == SagaCommitOutcome.Fenced && _otherShards++ < MaxOtherShards && Journal.TryOtherShard())
        {
            return Next.Commit;
        }

        var starter = Starter!;
        (Starter, Phase) = (null, Phase.None);
        starter.Give(_parts.Work, outcome switch
        {
            SagaCommitOutcome.Committed => SagaStartOutcome.Started,
            SagaCommitOutcome.Stale => SagaStartOutcome.Exists,
            SagaCommitOutcome.KeyTaken => SagaStartOutcome.KeyTaken,
            _ => SagaStartOutcome.Rejected,
        });
        if (outcome != SagaCommitOutcome.Committed)
        {
            Journal.Lost();
            return Next.Drop;
        }

        _parts.Metrics.Started(Definition);
        Journal.TakeIn(outcome);
        return Next.Go;
    }

    private void Retire()
    {
        if (!HadMail && _outbox is null && Carrier is null && Inbox is null && Journal.IsReusable && !_hadOtherContexts)
        {
            Runtime.Return(this);
        }
    }

    private void Drop()
    {
        var lostBy = Journal.LostBy;
        foreach (var mail in LeaveNow(_parts.Runs))
        {
            mail.AskAgain(_parts.Work);
        }

        // A record that is there already does what a carried begin record was kept for.
        Carrier?.Give(_parts.Work, lostBy == SagaCommitOutcome.Stale ? SagaRunOutcome.Durable : SagaRunOutcome.Unknown);
        Log.Lost(_parts.Logger, Definition, Id, lostBy);
        if (lostBy == SagaCommitOutcome.Fenced)
        {
            _parts.Shards.Lose(Journal.Lease);
        }

        if (lostBy == SagaCommitOutcome.Stale || Revives)
        {
            _parts.Revive?.Invoke(Id);
        }
    }
}
