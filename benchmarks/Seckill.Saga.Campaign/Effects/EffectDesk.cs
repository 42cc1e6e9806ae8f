using Seckill.Sagas.Campaign.Sagas;

namespace Seckill.Sagas.Campaign.Effects;

/// <summary>What the steps call: the world with its guard, which answers as each saga's plan says.</summary>
/// <param name="writer">Where effects are written.</param>
/// <param name="holds">True while each saga stands still at the place that its plan says.</param>
/// <param name="isLazy">Plants a bug: undos are answered before they took place.</param>
internal sealed class EffectDesk(EffectWriter writer, bool holds, bool isLazy = false)
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _held;

    /// <summary>Sagas that stand still.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Lets all of them go on.</summary>
    public void Release() => _released.SetResult();

    public async ValueTask<StepResult> ApplyAsync(int number, Effect effect, EffectKey key)
    {
        var plan = Plan.Of(number);
        var isHeldHere = holds && !_released.Task.IsCompleted && plan.Calls[plan.Held] == effect;
        if (isHeldHere && !plan.IsHeldBehind)
        {
            await HoldAsync();
        }

        if (isLazy && effect.Operation == EffectOperation.Undo)
        {
            _ = LaterAsync(() => writer.ApplyAsync(number, effect, key, StepResult.Ok));
            return StepResult.Ok;
        }

        var result = await writer.ApplyAsync(number, effect, key, Answer(plan, effect));
        if (isHeldHere && plan.IsHeldBehind)
        {
            await HoldAsync();
        }

        return plan.Ending == Ending.Unanswered && effect == new Effect(3, EffectOperation.Action)
            ? throw new TimeoutException("No answer came.")
            : result;
    }

    private static StepResult Answer(Plan plan, Effect effect) => (plan.Ending, effect.Step, effect.Operation) switch
    {
        (Ending.Refused, 4, EffectOperation.Action) => StepResult.Fail("refused"),
        (Ending.Exhausted, 3, EffectOperation.Action) => StepResult.Retry("not now"),
        _ => StepResult.Ok,
    };

    private static async Task LaterAsync(Func<Task> act)
    {
        await Task.Delay(Random.Shared.Next(20));
        await act();
    }

    private Task HoldAsync()
    {
        // A saga comes here once; when it is tried again the gate is open.
        Interlocked.Increment(ref _held);
        return _released.Task;
    }
}
