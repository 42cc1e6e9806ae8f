using Seckill.Sagas.Tests.Simulation;

namespace Seckill.Sagas.Tests.Mutants;

/// <summary>A planted bug: what was recorded is not looked at before the effect takes place.</summary>
internal sealed class GuardWithoutDuplicates : EffectTable
{
    public override EffectEntry Enter(EffectKey key) =>
        base.Enter(key) is { Kind: EffectEntryKind.Duplicate } ? new EffectEntry(EffectEntryKind.Proceed, default) : base.Enter(key);
}
