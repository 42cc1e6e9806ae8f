namespace Seckill.Sagas.Campaign.Sagas;

/// <summary>A step of a saga, done or undone.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Operation">Action or undo.</param>
internal readonly record struct Effect(int Step, EffectOperation Operation)
{
    public override string ToString() => Operation == EffectOperation.Undo ? $"-{Step}" : $"{Step}";
}
