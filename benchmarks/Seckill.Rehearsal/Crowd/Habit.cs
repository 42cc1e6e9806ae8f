namespace Seckill.Rehearsal.Crowd;

/// <summary>How a buyer behaves at the gate.</summary>
internal enum Habit
{
    /// <summary>Asks once.</summary>
    Plain,

    /// <summary>Asks again and again under the same key, one after the other.</summary>
    Repeats,

    /// <summary>Asks several times at once under the same key.</summary>
    RepeatsAtOnce,

    /// <summary>Asks under several keys at once, to get past the limit.</summary>
    Races,

    /// <summary>Drops the connection without listening, and asks later under the same key.</summary>
    VanishesAndReturns,

    /// <summary>Drops the connection without listening, and is never seen again.</summary>
    Vanishes,
}
