namespace Seckill.Sagas;

/// <summary>
/// Names one effect of one saga, the same for every try of it: what guards and foreign systems recognise repeats by. As text
/// <c>saga/step</c>, <c>saga/step/undo</c> or <c>saga/step/decision</c>; fit for an <c>Idempotency-Key</c>.
/// </summary>
/// <param name="Saga">The saga.</param>
/// <param name="Step">The step's name.</param>
/// <param name="Operation">Action, undo or decision.</param>
public readonly record struct EffectKey(SagaId Saga, string Step, EffectOperation Operation)
{
    /// <inheritdoc />
    public override string ToString() => Operation switch
    {
        EffectOperation.Undo => $"{Saga.Value}/{Step}/undo",
        EffectOperation.Decision => $"{Saga.Value}/{Step}/decision",
        _ => $"{Saga.Value}/{Step}",
    };
}
