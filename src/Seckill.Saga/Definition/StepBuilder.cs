using Seckill.Events;

namespace Seckill.Sagas;

/// <summary>Says more about the step added last, and adds the next one.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
public sealed class StepBuilder<TState> : SagaBuilder<TState>
    where TState : class
{
    private readonly StepNode<TState> _node;

    internal StepBuilder(DefinitionDraft<TState> draft, StepNode<TState> node)
        : base(draft) => _node = node;

    /// <summary>
    /// The step's effects, and those of its undo, recognise repeats by their <see cref="SagaContext.EffectKey"/>: by an
    /// <see cref="IEffectGuard"/>, or by nature.
    /// </summary>
    public StepBuilder<TState> Guarded() => With(n => n.Guarantee = Guarantee.Guarded);

    /// <summary>The step may happen more than once when a process dies, as with mail. Its undo may be called for an action that never was.</summary>
    public StepBuilder<TState> AtLeastOnce() => With(n => n.Guarantee = Guarantee.AtLeastOnce);

    /// <summary>How the step is undone.</summary>
    /// <param name="undo">May be called more than once, and for an action that was never applied; anything but ok is tried again.</param>
    public StepBuilder<TState> WithCompensation(Func<TState, SagaContext, ValueTask<StepResult>> undo) =>
        With(n => n.Undo = new StepCall<TState>(undo));

    /// <summary>How the step is undone for many sagas in one call.</summary>
    /// <param name="undo">May be called more than once, and for an action that was never applied.</param>
    /// <param name="limits">How many go into a call, and how many calls at a time; null for the defaults.</param>
    public StepBuilder<TState> WithCompensation(VectorAction<TState> undo, VectorLimits? limits = null) =>
        With(n => n.Undo = new StepCall<TState>(undo, limits));

    /// <summary>A service of the host undoes the step.</summary>
    /// <typeparam name="TUndo">Registered as a service; asked for at every try.</typeparam>
    public StepBuilder<TState> WithCompensation<TUndo>()
        where TUndo : class, ISagaUndo<TState> =>
        WithCompensation(static (state, context) => context.Service<TUndo>().UndoAsync(state, context));

    /// <summary>The step leaves nothing behind that would have to be undone.</summary>
    public StepBuilder<TState> NothingToUndo() => With(n => n.NothingToUndo = true);

    /// <summary>When the step's tries run out, or it refuses, the saga goes on without it.</summary>
    public StepBuilder<TState> BestEffort() => With(n => n.BestEffort = true);

    /// <summary>
    /// The step writes the saga's next record in its own transaction, or the store implies it there, and says so with
    /// <see cref="StepResult.Recorded"/>. Up to that record, only best-effort steps may follow.
    /// </summary>
    public StepBuilder<TState> EnlistsRecord() => With(n => n.Enlists = true);

    /// <summary>
    /// How often and when the step is tried again. Without: three tries before the pivot, ten from it on and after compensation, waits doubling
    /// from 50 ms to 2 s (100 ms to 30 s), with full jitter.
    /// </summary>
    public StepBuilder<TState> WithRetry(Action<RetryBuilder> configure) => With(n => n.Retry = RetryBuilder.Make(configure, RetryPolicy.Forward));

    /// <summary>How often and when the undo is tried again. Without: ten tries, waits doubling from 100 ms to 30 s, with full jitter.</summary>
    public StepBuilder<TState> WithCompensationRetry(Action<RetryBuilder> configure) => With(n => n.UndoRetry = RetryBuilder.Make(configure, RetryPolicy.Undo));

    /// <summary>
    /// How long one try may take, of the step and of its undo; then its outcome is unknown. Default: 30 s.
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for a step that always answers or throws.
    /// </summary>
    public StepBuilder<TState> WithTimeout(TimeSpan timeout) => With(n => n.Timeout = timeout);

    /// <summary>Publishes an event once the step is durably done, at least once, under a stable id.</summary>
    public StepBuilder<TState> Publishes<TEvent>(EventType<TEvent> type, Func<TState, TEvent> make)
        where TEvent : class =>
        With(n => n.Events.Add(new EventSource<TState>.Of<TEvent>(type, make)));

    private StepBuilder<TState> With(Action<StepNode<TState>> change)
    {
        change(_node);
        return this;
    }
}
