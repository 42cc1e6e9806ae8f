using Seckill.Events;
using Seckill.Sagas;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>
/// A saga, what goes wrong with it, and what is expected of it. The first expectation plays the saga until nothing more happens; from then on nothing
/// can be added to what goes wrong.
/// </summary>
/// <typeparam name="TState">The saga's state.</typeparam>
public sealed class SagaScenario<TState>
    where TState : class
{
    private readonly SagaDefinition<TState> _definition;
    private readonly TState _state;
    private readonly ScenarioPlan _plan = new();
    private SagaStory? _story;

    internal SagaScenario(SagaDefinition<TState> definition, TState state) => (_definition, _state) = (definition, state);

    /// <summary>How the saga went, for expectations of your own.</summary>
    public SagaStory Story => _story ??= new ScenarioPlayer<TState>(_definition, _state, _plan).Play();

    /// <summary>Gives steps a service that they ask their context for.</summary>
    public SagaScenario<TState> WithService<TService>(TService service)
        where TService : class => Add(p => p.Services[typeof(TService)] = service);

    /// <summary>Tries of a step fail before anything is done: its code is not called, and it is tried again by its policy.</summary>
    /// <param name="step">The step.</param>
    /// <param name="times">How many tries.</param>
    public SagaScenario<TState> WhenStepFails(string step, int times) => Fault(step, EffectOperation.Action, times, StepResult.Retry("a planned failure"));

    /// <summary>Tries of a step get no answer: its code is not called, and the engine must take it for done and not done at once.</summary>
    /// <param name="step">The step.</param>
    /// <param name="times">How many tries.</param>
    public SagaScenario<TState> WhenStepGetsNoAnswer(string step, int times) => Fault(step, EffectOperation.Action, times, StepResult.Unknown("a planned silence"));

    /// <summary>A step is refused for a business reason: the saga turns to compensation.</summary>
    /// <param name="step">The step.</param>
    /// <param name="reason">Why.</param>
    public SagaScenario<TState> WhenStepIsRefused(string step, string reason) => Fault(step, EffectOperation.Action, 1, StepResult.Fail(reason));

    /// <summary>Tries to undo a step fail.</summary>
    /// <param name="step">The step.</param>
    /// <param name="times">How many tries.</param>
    public SagaScenario<TState> WhenUndoFails(string step, int times) => Fault(step, EffectOperation.Undo, times, StepResult.Retry("a planned failure"));

    /// <summary>
    /// The process dies behind a step, before what the step did is recorded, and another one starts a second later. So the step's code is called again;
    /// a step that the definition calls guarded must not mind.
    /// </summary>
    public SagaScenario<TState> WhenProcessDiesAfter(string step)
    {
        CheckStep(step);
        return Add(p => p.Deaths.Add(step));
    }

    /// <summary>An event is raised for the saga.</summary>
    /// <param name="type">Its kind.</param>
    /// <param name="value">The event.</param>
    /// <param name="after">When, counted from the saga's start.</param>
    public SagaScenario<TState> WhenEventComes<TEvent>(EventType<TEvent> type, TEvent value, TimeSpan after)
        where TEvent : class =>
        Add(p => p.Events.Add(new ScenarioEvent(after, type.Name, (client, id, eventId) => client.RaiseAsync(id, type, value, eventId))));

    /// <summary>Somebody asks to cancel the saga.</summary>
    /// <param name="after">When, counted from the saga's start.</param>
    /// <param name="reason">Why.</param>
    public SagaScenario<TState> WhenCancelled(TimeSpan after, string reason) => Add(p => p.Cancel = (after, reason));

    /// <summary>Expects every step to be in place.</summary>
    public SagaScenario<TState> ExpectCompleted() => Expect(s => s.Status == SagaStatus.Completed, "that the saga completes");

    /// <summary>Expects everything to be undone.</summary>
    public SagaScenario<TState> ExpectCompensated() => Expect(s => s.Status == SagaStatus.Compensated, "that the saga is compensated");

    /// <summary>Expects everything to be undone for a reason.</summary>
    public SagaScenario<TState> ExpectCompensated(string reason) =>
        Expect(s => s.Status == SagaStatus.Compensated && s.Reason == reason, $"that the saga is compensated because '{reason}'");

    /// <summary>Expects the saga to stand still at a step, for an operator.</summary>
    public SagaScenario<TState> ExpectParkedAt(string step) =>
        Expect(s => s.Status == SagaStatus.Parked && s.StepName == step, $"that the saga is parked at {step}");

    /// <summary>Expects the saga to wait at a step.</summary>
    public SagaScenario<TState> ExpectWaitingAt(string step) =>
        Expect(s => s.Status == SagaStatus.Waiting && s.StepName == step, $"that the saga waits at {step}");

    /// <summary>Expects these steps to have been done, and no others, in this order.</summary>
    public SagaScenario<TState> ExpectDone(params string[] steps) => Expect(s => s.Done.SequenceEqual(steps), $"that [{string.Join(", ", steps)}] are done");

    /// <summary>Expects these steps to have been undone, and no others, in this order.</summary>
    public SagaScenario<TState> ExpectUndone(params string[] steps) => Expect(s => s.Undone.SequenceEqual(steps), $"that [{string.Join(", ", steps)}] are undone");

    /// <summary>Expects how often a step was tried, planned failures included.</summary>
    public SagaScenario<TState> ExpectTries(string step, int times)
    {
        CheckStep(step);
        return Expect(s => s.TriesOf(step) == times, $"that {step} is tried {times} time(s)");
    }

    /// <summary>Expects a kind of event to have been published, once or more under one id.</summary>
    public SagaScenario<TState> ExpectPublished<TEvent>(EventType<TEvent> type)
        where TEvent : class => Expect(s => s.Published.Any(m => m.Type == type.Name), $"that a {type.Name} is published");

    /// <summary>Expects a kind of event not to have been published.</summary>
    public SagaScenario<TState> ExpectNotPublished<TEvent>(EventType<TEvent> type)
        where TEvent : class => Expect(s => s.Published.All(m => m.Type != type.Name), $"that no {type.Name} is published");

    /// <summary>Expects what the sender of the n-th event was told, in the order in which they were planned.</summary>
    public SagaScenario<TState> ExpectEventAnswered(RaiseOutcome outcome, int number = 1) =>
        Expect(s => s.Answers.ElementAtOrDefault(number - 1) == outcome, $"that event {number} is answered with {outcome}");

    /// <summary>Expects something of the state with which the saga ended, as it was stored.</summary>
    public SagaScenario<TState> ExpectState(Func<TState, bool> holds, string what = "something of its state") =>
        Expect(s => holds(s.State<TState>(_definition.Json)), $"{what}");

    /// <summary>Expects the saga to come to its end within a time of its own clock.</summary>
    public SagaScenario<TState> ExpectWithin(TimeSpan time) => Expect(s => s.Took <= time, $"that it takes no longer than {time}");

    private SagaScenario<TState> Fault(string step, EffectOperation operation, int times, StepResult result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        CheckStep(step);
        return Add(p => p.Faults.Add(new ScenarioFault(step, operation, times, result)));
    }

    private void CheckStep(string step)
    {
        if (!_definition.Nodes.Any(n => n.Name == step))
        {
            throw new ArgumentException($"Saga '{_definition}' has no step '{step}'.", nameof(step));
        }
    }

    private SagaScenario<TState> Add(Action<ScenarioPlan> change)
    {
        if (_story is not null)
        {
            throw new InvalidOperationException("The saga has been played already: say what goes wrong before the first expectation.");
        }

        change(_plan);
        return this;
    }

    private SagaScenario<TState> Expect(Func<SagaStory, bool> holds, string what) => holds(Story)
        ? this
        : throw new SagaExpectationException($"Expected {what}.{Environment.NewLine}{Story}");
}
