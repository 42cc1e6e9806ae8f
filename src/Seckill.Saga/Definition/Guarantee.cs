namespace Seckill.Sagas;

/// <summary>What keeps a step from happening twice.</summary>
internal enum Guarantee
{
    /// <summary>Not said: the definition is refused.</summary>
    None,

    /// <summary>Its effect recognises repeats by its key.</summary>
    Guarded,

    /// <summary>Nothing: it may happen more than once.</summary>
    AtLeastOnce,
}
