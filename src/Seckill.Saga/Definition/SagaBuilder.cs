using Seckill.Events;

namespace Seckill.Sagas;

/// <summary>Adds steps to a definition, in the order in which they are done.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
public abstract class SagaBuilder<TState>
    where TState : class
{
    private protected SagaBuilder(DefinitionDraft<TState> draft) => Draft = draft;

    private protected DefinitionDraft<TState> Draft { get; }

    /// <summary>Adds a step. Say of it how it is undone, and whether it is guarded.</summary>
    /// <param name="name">Unique in the definition and stored: 1 to 64 characters of <c>[A-Za-z0-9_.@-]</c>.</param>
    /// <param name="action">What it does; may be called more than once for one saga.</param>
    public StepBuilder<TState> Step(string name, Func<TState, SagaContext, ValueTask<StepResult>> action) =>
        Add(name, new StepCall<TState>(action), StepKind.Step);

    /// <summary>Adds a step that is done for many sagas in one call.</summary>
    /// <inheritdoc cref="Step(string, Func{TState, SagaContext, ValueTask{StepResult}})" />
    /// <param name="name">Unique in the definition and stored.</param>
    /// <param name="action">What it does, with a result for each saga.</param>
    /// <param name="limits">How many go into a call, and how many calls at a time; null for the defaults.</param>
    public StepBuilder<TState> Step(string name, VectorAction<TState> action, VectorLimits? limits = null) =>
        Add(name, new StepCall<TState>(action, limits), StepKind.Step);

    /// <summary>Adds a step that is a service of the host.</summary>
    /// <typeparam name="TStep">Registered as a service; asked for at every try.</typeparam>
    /// <param name="name">Unique in the definition and stored.</param>
    public StepBuilder<TState> Step<TStep>(string name)
        where TStep : class, ISagaStep<TState> =>
        Step(name, static (state, context) => context.Service<TStep>().ExecuteAsync(state, context));

    /// <summary>Adds the pivot: once it is done, the saga only goes forward. It has no undo; without an answer the saga stays at it.</summary>
    /// <param name="name">Unique in the definition and stored.</param>
    /// <param name="action">What it does; refusing turns the saga to compensation.</param>
    public StepBuilder<TState> Pivot(string name, Func<TState, SagaContext, ValueTask<StepResult>> action) =>
        Add(name, new StepCall<TState>(action), StepKind.Pivot);

    /// <summary>Adds the pivot as a step that is done for many sagas in one call.</summary>
    /// <param name="name">Unique in the definition and stored.</param>
    /// <param name="action">What it does, with a result for each saga.</param>
    /// <param name="limits">How many go into a call, and how many calls at a time; null for the defaults.</param>
    public StepBuilder<TState> Pivot(string name, VectorAction<TState> action, VectorLimits? limits = null) =>
        Add(name, new StepCall<TState>(action, limits), StepKind.Pivot);

    /// <summary>Adds a step behind the pivot: it is tried until it is done; when its tries run out the saga is parked.</summary>
    /// <param name="name">Unique in the definition and stored.</param>
    /// <param name="action">What it does.</param>
    public StepBuilder<TState> Retriable(string name, Func<TState, SagaContext, ValueTask<StepResult>> action) =>
        Add(name, new StepCall<TState>(action), StepKind.Retriable);

    /// <summary>Adds a step behind the pivot that is done for many sagas in one call.</summary>
    /// <param name="name">Unique in the definition and stored.</param>
    /// <param name="action">What it does, with a result for each saga.</param>
    /// <param name="limits">How many go into a call, and how many calls at a time; null for the defaults.</param>
    public StepBuilder<TState> Retriable(string name, VectorAction<TState> action, VectorLimits? limits = null) =>
        Add(name, new StepCall<TState>(action, limits), StepKind.Retriable);

    /// <summary>Adds steps that are done at the same time. They are undone one after another, the last one first.</summary>
    /// <param name="group">Adds the steps of the group, with <c>Step</c> only; their code must not change the same parts of the state.</param>
    public SagaBuilder<TState> Parallel(Action<SagaBuilder<TState>> group)
    {
        Draft.BeginGroup();
        group(this);
        Draft.EndGroup();
        return this;
    }

    /// <summary>Adds a wait for an event. While it waits, nothing of the saga is in memory.</summary>
    /// <typeparam name="TEvent">The event.</typeparam>
    /// <param name="name">Unique in the definition and stored.</param>
    /// <param name="type">The kind of event that ends it.</param>
    public WaitBuilder<TState, TEvent> WaitFor<TEvent>(string name, EventType<TEvent> type)
        where TEvent : class
    {
        var wait = new WaitPlan<TState>(type.Name, payload => type.Read(payload.Span), value => type.Write((TEvent)value));
        return new WaitBuilder<TState, TEvent>(Draft, Draft.Add(new StepNode<TState>(name, StepKind.Wait) { Wait = wait, Guarantee = Guarantee.Guarded }));
    }

    /// <summary>Adds something to be done once everything is undone, such as telling the customer. When its tries run out the saga is parked.</summary>
    /// <param name="name">Unique in the definition and stored.</param>
    /// <param name="action">What it does.</param>
    public StepBuilder<TState> AfterCompensation(string name, Func<TState, SagaContext, ValueTask<StepResult>> action) =>
        Add(name, new StepCall<TState>(action), StepKind.AfterCompensation);

    /// <summary>Adds something to be done for many sagas in one call once everything of each is undone.</summary>
    /// <param name="name">Unique in the definition and stored.</param>
    /// <param name="action">What it does, with a result for each saga.</param>
    /// <param name="limits">How many go into a call, and how many calls at a time; null for the defaults.</param>
    public StepBuilder<TState> AfterCompensation(string name, VectorAction<TState> action, VectorLimits? limits = null) =>
        Add(name, new StepCall<TState>(action, limits), StepKind.AfterCompensation);

    /// <summary>Checks the definition and closes it.</summary>
    /// <exception cref="SagaDefinitionException">It cannot work; the message says why and how to mend it.</exception>
    public SagaDefinition<TState> Build()
    {
        DefinitionCheck.Check(Draft);
        return new SagaDefinition<TState>(Draft);
    }

    private StepBuilder<TState> Add(string name, StepCall<TState> call, StepKind kind) =>
        new(Draft, Draft.Add(new StepNode<TState>(name, kind) { Action = call }));
}
