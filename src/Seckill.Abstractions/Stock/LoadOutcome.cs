namespace Seckill.Stock;

/// <summary>What became of a step of a load.</summary>
public enum LoadOutcome
{
    /// <summary>Done, now or by an earlier call.</summary>
    Ok,

    /// <summary>The bucket has this epoch or a higher one: somebody else loads or has loaded it.</summary>
    Superseded,

    /// <summary>Complete only: the pages did not bring the units that the start announced.</summary>
    Incomplete,
}
