using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What the code of steps finds in the process it runs in.</summary>
internal sealed class SimProcess(SimOwner owner, SimLoop loop, World world, FaultPoints points, SimRows rows) : IServiceProvider
{
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan s_elsewhere = TimeSpan.FromSeconds(3);
    private readonly Task _never = new TaskCompletionSource().Task;

    public object? GetService(Type serviceType) => serviceType == typeof(SimProcess) ? this : null;

    /// <summary>A guarded action that goes as the script says.</summary>
    public ValueTask<StepResult> ActAsync(SagaContext context, StepOutcome outcome) => ActAsync(context.EffectKey, context.Attempt, outcome);

    /// <inheritdoc cref="ActAsync(SagaContext, StepOutcome)" />
    public ValueTask<StepResult> ActAsync(EffectKey key, int attempt, StepOutcome outcome) =>
        ActAsync(key, attempt, outcome, result => world.Apply(key, () => result));

    /// <summary>A guarded action that writes the saga's record in its own transaction.</summary>
    public ValueTask<StepResult> ActEnlistedAsync(SagaContext context, StepOutcome outcome) =>
        ActAsync(context.EffectKey, context.Attempt, outcome, result => Record(context, result));

    /// <summary>Decides for an event that came, and against the deadline and a wish to cancel, in a transaction with the saga's record.</summary>
    public async ValueTask<StepResult> DecideAsync(SagaContext context)
    {
        await points.PassAsync(owner, $"{context.EffectKey} before");
        var result = Record(context, context.Event<Paid>() is null ? StepResult.Fail("not paid") : StepResult.Ok);
        await points.PassAsync(owner, $"{context.EffectKey} after");
        return result;
    }

    private async ValueTask<StepResult> ActAsync(EffectKey key, int attempt, StepOutcome outcome, Func<StepResult, StepResult> apply)
    {
        var number = world.CountTry(key, attempt, owner);
        await points.PassAsync(owner, $"{key} before");
        switch (outcome)
        {
            case StepOutcome.Transient when number == 1:
                throw new InvalidOperationException("transient");
            case StepOutcome.Pending when number == 1:
                return StepResult.Pending(s_elsewhere);
            case StepOutcome.TimeoutApplied when number == 1:
                apply(StepResult.Ok);
                await points.PassAsync(owner, $"{key} after");
                await _never;
                break;
            case StepOutcome.TimeoutNotApplied:
                world.QuietAt = loop.Now + s_late;
                await Task.Delay(s_late, new SimTime(loop, owner));
                break;
        }

        var result = apply(outcome == StepOutcome.Fail ? StepResult.Fail("refused") : StepResult.Ok);
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

    // Guard, change and record are there together, or none of them is.
    private StepResult Record(SagaContext context, StepResult result)
    {
        var entry = world.Enter(context.EffectKey);
        if (entry.Kind == EffectEntryKind.Duplicate)
        {
            // By an earlier try of this run, or by another one: whose record has the same number when both went on from the same one.
            return rows.Find(context.Saga) is { } stored && context.IsOwnRecord(stored) ? entry.Result.Recorded() : StepResult.Overtaken;
        }

        if (entry.Kind != EffectEntryKind.Proceed)
        {
            return entry.Result;
        }

        if (!rows.TryWrite(context.RecordAfter(result)))
        {
            throw new IOException("rolled back");
        }

        world.Commit(context.EffectKey, result);
        return result.Recorded();
    }
}
