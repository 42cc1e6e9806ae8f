using Seckill.Sagas.Tests.Simulation;

namespace Seckill.Sagas.Tests.Mutants;

/// <summary>A planted bug: an undo that comes before its action leaves no trace, so the action may come late.</summary>
internal sealed class GuardWithoutTombstones : EffectTable
{
    public override EffectEntry Enter(EffectKey key) =>
        key.Operation == EffectOperation.Undo && Find(key with { Operation = EffectOperation.Action }) is null
            ? new EffectEntry(EffectEntryKind.NothingToUndo, StepResult.Ok)
            : base.Enter(key);
}
