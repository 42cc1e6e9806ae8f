using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Somebody outside who starts a saga, and raises its event, as often as it takes to get an answer.</summary>
internal sealed class SimCustomer(SimPlan plan, SimCalls calls, int number)
{
    // Longer than all tries of a step: with less, a slow first step is started over and over.
    private static readonly TimeSpan s_holdersPatience = TimeSpan.FromSeconds(60);

    private RaiseOutcome? _raised;

    public SagaId Id { get; } = SagaId.Parse($"s{number}");

    public int Number => number;

    public bool IsDone { get; private set; }

    /// <summary>What he heard of his event; null when there was none.</summary>
    public RaiseOutcome? Raised => _raised;

    public void Begin() => _ = RunAsync();

    private async Task RunAsync()
    {
        await (plan.IsCarried ? CarryAsync() : StartAsync());
        if (number < plan.Events.Count && plan.Events[number] is { } after)
        {
            await calls.DelayAsync(after);
            var paid = new Paid($"t{number}");
            var raised = await calls.AskAsync(
                number,
                engine => number % 2 == 0 || plan.IsCarried
                    ? engine.Client.RaiseAsync(Id, SimDefinitions.Paid, paid, "e1").AsTask()
                    : engine.Client.RaiseAsync(plan.Definition.Name, $"k{number}", SimDefinitions.Paid, paid, "e1").AsTask(),
                r => r.Outcome is not RaiseOutcome.Rejected and not RaiseOutcome.NotFound);
            _raised = raised.Outcome;
        }

        IsDone = true;
    }

    private Task StartAsync() => calls.AskAsync(
        number,
        engine => engine.Client.StartAsync(plan.Definition.Name, Id, NewState()).AsTask(),
        o => o is SagaStartOutcome.Started or SagaStartOutcome.Exists);

    // The begin record is this loop: it is forgotten once the saga is durable.
    private Task CarryAsync() => calls.AskAsync(
        number,
        async engine =>
        {
            var outcomes = new SagaRunOutcome[1];
            await engine.Runners.For(plan.Definition, plan.Definition.Steps[0]).RunAsync(new[] { new SagaStart<SimState>(Id, NewState()) }, outcomes);
            return outcomes[0];
        },
        o => o is SagaRunOutcome.Durable or SagaRunOutcome.Overtaken,
        s_holdersPatience);

    private SimState NewState() => new()
    {
        Script = [.. plan.Scripts[number].Select(o => (int)o)],
        Key = $"k{number}",
        UndoFailures = plan.UndoFailures.ElementAtOrDefault(number),
    };
}
