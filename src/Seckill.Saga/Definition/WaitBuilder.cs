using Seckill.Events;

namespace Seckill.Sagas;

/// <summary>Says more about the wait added last, and adds the next step.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
/// <typeparam name="TEvent">The event that ends the wait.</typeparam>
public sealed class WaitBuilder<TState, TEvent> : SagaBuilder<TState>
    where TState : class
    where TEvent : class
{
    private readonly StepNode<TState> _node;

    internal WaitBuilder(DefinitionDraft<TState> draft, StepNode<TState> node)
        : base(draft) => _node = node;

    /// <summary>
    /// The key under which events find the saga, from its state; at most 200 characters, unique among the unfinished sagas of the definition.
    /// It is in force from the start, or from behind the wait before it that has a key, up to the end of this wait; that of the last such wait
    /// stays, and late events find an ended saga by it as long as no other has taken it. While it gives null, the key of the wait before stays in
    /// force. A key that is taken refuses the start; one that a step makes so parks the saga. Without a key, events find the saga by its id only.
    /// </summary>
    public WaitBuilder<TState, TEvent> Key(Func<TState, string?> key) => With((_, w) => w.Key = key);

    /// <summary>How long it waits, counted from the moment it begins to.</summary>
    public WaitBuilder<TState, TEvent> Timeout(TimeSpan timeout) => With((_, w) => w.Deadline = (_, now) => now + timeout);

    /// <summary>How long it waits, from the state, counted from the moment it begins to.</summary>
    public WaitBuilder<TState, TEvent> Timeout(Func<TState, TimeSpan> timeout) => With((_, w) => w.Deadline = (state, now) => now + timeout(state));

    /// <summary>Until when it waits, from the state.</summary>
    public WaitBuilder<TState, TEvent> Until(Func<TState, DateTimeOffset> deadline) => With((_, w) => w.Deadline = (state, _) => deadline(state));

    /// <summary>It waits for ever.</summary>
    public WaitBuilder<TState, TEvent> WithoutDeadline() => With((_, w) => w.HasNoDeadline = true);

    /// <summary>What follows when the deadline passes. Default: <see cref="Then.Compensate"/>.</summary>
    public WaitBuilder<TState, TEvent> OnTimeout(Then then) => With((_, w) => w.OnTimeout = then);

    /// <summary>Takes what the event brings into the state; stored together with the end of the wait.</summary>
    public WaitBuilder<TState, TEvent> OnEvent(Action<TState, TEvent> take) => With((_, w) => w.OnEvent = (state, value) => take(state, (TEvent)value));

    /// <summary>
    /// Lets somebody else decide between event and deadline, such as a ledger's own compare-and-set. It is asked for either
    /// (<see cref="SagaContext.Event{T}"/> is null at the deadline): ok lets the saga go on, a failure turns it to compensation, whichever it
    /// was asked for. The sender of an event hears of the decision; a sender that hears nothing raises the event again, so the decision must be
    /// guarded.
    /// </summary>
    public WaitBuilder<TState, TEvent> DecidedBy(Func<TState, SagaContext, ValueTask<StepResult>> decide) =>
        With((n, _) => n.Action = new StepCall<TState>(decide));

    /// <summary>Lets somebody else decide between event and deadline, for many sagas in one call.</summary>
    /// <param name="decide">Gives a result for each saga.</param>
    /// <param name="limits">How many go into a call, and how many calls at a time; null for the defaults.</param>
    public WaitBuilder<TState, TEvent> DecidedBy(VectorAction<TState> decide, VectorLimits? limits = null) =>
        With((n, _) => n.Action = new StepCall<TState>(decide, limits));

    /// <summary>Like <see cref="StepBuilder{TState}.EnlistsRecord"/>, for the decision.</summary>
    public WaitBuilder<TState, TEvent> EnlistsRecord() => With((n, _) => n.Enlists = true);

    /// <summary>How often and when the decision is asked for again; without an answer the saga is parked. Default: ten tries.</summary>
    public WaitBuilder<TState, TEvent> WithRetry(Action<RetryBuilder> configure) => With((n, _) => n.Retry = RetryBuilder.Make(configure, RetryPolicy.Undo));

    /// <summary>How long one try of the decision may take. Default: 30 s.</summary>
    public WaitBuilder<TState, TEvent> WithTimeout(TimeSpan timeout) => With((n, _) => n.Timeout = timeout);

    /// <summary>Going on behind this wait is the pivot: from there the saga only goes forward.</summary>
    public WaitBuilder<TState, TEvent> AsPivot() => With((_, w) => w.IsPivot = true);

    /// <summary>
    /// What to do with an event that comes too late; whatever it publishes is stored with the event before the sender hears of it. May be called
    /// again for the same event when a process dies: guard what it does by its <see cref="SagaContext.EffectKey"/>, which is that event's own.
    /// </summary>
    public WaitBuilder<TState, TEvent> OnLate(Func<TState, TEvent, SagaContext, ValueTask> handle) =>
        With((_, w) => (w.OnLate, w.PublishesLate) = ((state, value, context) => handle(state, (TEvent)value, context), false));

    /// <summary>Publishes an event for one that comes too late, such as a refund.</summary>
    public WaitBuilder<TState, TEvent> LatePublishes<TLate>(EventType<TLate> type, Func<TState, TEvent, TLate> make)
        where TLate : class =>
        OnLate((state, value, context) =>
        {
            context.Publish(type, make(state, value));
            return ValueTask.CompletedTask;
        }).With((_, w) => w.PublishesLate = true);

    private WaitBuilder<TState, TEvent> With(Action<StepNode<TState>, WaitPlan<TState>> change)
    {
        change(_node, _node.Wait!);
        return this;
    }
}
