using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What the code of steps finds in the process it runs in.</summary>
internal sealed class SimProcess(SimOwner owner, SimLoop loop, World world, FaultPoints points) : IServiceProvider
{
    private static readonly Task s_never = new TaskCompletionSource().Task;
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(45);

    public object? GetService(Type serviceType) => serviceType == typeof(SimProcess) ? this : null;

    /// <summary>A guarded action that goes as the script says.</summary>
    public ValueTask<StepResult> ActAsync(SagaContext context, StepOutcome outcome) => ActAsync(context.EffectKey, context.Attempt, outcome);

    /// <inheritdoc cref="ActAsync(SagaContext, StepOutcome)" />
    public async ValueTask<StepResult> ActAsync(EffectKey key, int attempt, StepOutcome outcome)
    {
        var number = world.CountTry(key, attempt, owner);
        await points.PassAsync(owner, $"{key} before");
        switch (outcome)
        {
            case StepOutcome.Transient when number == 1:
                throw new InvalidOperationException("transient");
            case StepOutcome.TimeoutApplied when number == 1:
                world.Apply(key, () => StepResult.Ok);
                await points.PassAsync(owner, $"{key} after");
                await s_never;
                break;
            case StepOutcome.TimeoutNotApplied:
                world.QuietAt = loop.Now + s_late;
                await Task.Delay(s_late, new SimTime(loop, owner));
                break;
        }

        var result = world.Apply(key, () => outcome == StepOutcome.Fail ? StepResult.Fail("refused") : StepResult.Ok);
        await points.PassAsync(owner, $"{key} after");
        return result;
    }

    /// <summary>A guarded undo.</summary>
    public ValueTask<StepResult> UndoAsync(SagaContext context, SimState state) => UndoAsync(context.EffectKey, context.Attempt, state);

    /// <inheritdoc cref="UndoAsync(SagaContext, SimState)" />
    public async ValueTask<StepResult> UndoAsync(EffectKey key, int attempt, SimState state)
    {
        var number = world.CountTry(key, attempt, owner);
        await points.PassAsync(owner, $"{key} before");
        if (number <= state.UndoFailures)
        {
            throw new InvalidOperationException("not yet");
        }

        var result = world.Apply(key, () => StepResult.Ok);
        await points.PassAsync(owner, $"{key} after");
        return result;
    }

    /// <summary>An action without a guard. With <see cref="StepOutcome.TimeoutApplied"/> it is done once and refused when it is repeated.</summary>
    public async ValueTask<StepResult> ActLooselyAsync(SagaContext context, StepOutcome outcome = StepOutcome.Ok)
    {
        var number = world.CountTry(context.EffectKey, context.Attempt, owner);
        await points.PassAsync(owner, $"{context.EffectKey} before");
        if (outcome == StepOutcome.Fail || (outcome == StepOutcome.TimeoutApplied && number > 1))
        {
            return StepResult.Fail("refused");
        }

        world.ApplyLoose(context.EffectKey);
        await points.PassAsync(owner, $"{context.EffectKey} after");
        return StepResult.Ok;
    }
}
