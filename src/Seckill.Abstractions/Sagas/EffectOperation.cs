namespace Seckill.Sagas;

/// <summary>What a step does to the world. Numbers are stored: they never change.</summary>
public enum EffectOperation
{
    /// <summary>The step's action.</summary>
    Action = 1,

    /// <summary>Its undo.</summary>
    Undo = 2,

    /// <summary>The decision of a wait's arbiter.</summary>
    Decision = 3,
}
