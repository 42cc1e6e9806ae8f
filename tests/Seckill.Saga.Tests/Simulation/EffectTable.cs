namespace Seckill.Sagas.Tests.Simulation;

/// <summary>An effect guard's table; bugs are planted by overriding it.</summary>
internal class EffectTable
{
    private readonly Dictionary<EffectKey, StepResult> _results = [];

    public virtual EffectEntry Enter(EffectKey key)
    {
        if (_results.TryGetValue(key, out var recorded))
        {
            return new EffectEntry(recorded.Kind == StepResultKind.None ? EffectEntryKind.NothingToUndo : EffectEntryKind.Duplicate, Final(recorded));
        }

        if (key.Operation == EffectOperation.Undo && Find(key with { Operation = EffectOperation.Action })?.Kind != StepResultKind.Ok)
        {
            _results[key] = default;
            return new EffectEntry(EffectEntryKind.NothingToUndo, StepResult.Ok);
        }

        return key.Operation == EffectOperation.Action && Find(key with { Operation = EffectOperation.Undo }) is not null
            ? new EffectEntry(EffectEntryKind.Refused, StepResult.Fail("undone before"))
            : new EffectEntry(EffectEntryKind.Proceed, default);
    }

    public void Record(EffectKey key, StepResult result) => _results[key] = result;

    protected StepResult? Find(EffectKey key) => _results.TryGetValue(key, out var result) ? result : null;

    private static StepResult Final(StepResult recorded) => recorded.Kind == StepResultKind.None ? StepResult.Ok : recorded;
}
