namespace Seckill.Sagas.Tests.Engine;

/// <summary>A step, and its undo, as services.</summary>
internal sealed class ReserveStep(List<string> calls) : ISagaStep<OrderState>, ISagaUndo<OrderState>
{
    public ValueTask<StepResult> ExecuteAsync(OrderState state, SagaContext context)
    {
        calls.Add($"{context.EffectKey} {context.Attempt} {state.Order}");
        return new(StepResult.Ok);
    }

    public ValueTask<StepResult> UndoAsync(OrderState state, SagaContext context)
    {
        calls.Add($"{context.EffectKey} {context.Attempt} {state.Order}");
        return new(StepResult.Ok);
    }
}
