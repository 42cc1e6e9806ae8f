namespace Seckill.Sagas;

/// <summary>
/// Names one effect of one saga, the same for every try of it: what guards and foreign systems recognise repeats by. As text
/// <c>saga/step</c>, <c>saga/step/undo</c> or <c>saga/step/decision</c>; fit for an <c>Idempotency-Key</c>. What a late event is dealt with by is an
/// effect of its own: <c>saga/wait/late/event</c>.
/// </summary>
/// <param name="Saga">The saga.</param>
/// <param name="Step">The step's name; for a late event the wait's name, <c>/late/</c> and the event's id.</param>
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
