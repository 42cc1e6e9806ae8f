namespace Seckill.Stock;

/// <summary>What became of a stock adjustment.</summary>
public enum AdjustOutcome
{
    /// <summary>Applied by this call.</summary>
    Applied,

    /// <summary>An earlier call had applied the same number.</summary>
    Already,

    /// <summary>Fewer units are available than were to be taken out.</summary>
    NotEnough,

    /// <summary>An adjustment with a lower number is missing.</summary>
    OutOfOrder,

    /// <summary>The bucket could not be used; see the status.</summary>
    NotApplied,
}
