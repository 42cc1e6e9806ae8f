namespace Seckill.Stock;

/// <summary>What became of one wish.</summary>
public enum ReserveOutcome
{
    /// <summary>Units are reserved by this call.</summary>
    Taken,

    /// <summary>An earlier call had taken them under the same id; the recorded reservation is returned.</summary>
    Exists,

    /// <summary>The id is taken with another quantity.</summary>
    QuantityDiffers,

    /// <summary>Fewer units are available than were asked for.</summary>
    SoldOut,

    /// <summary>The buyer would hold more than the limit.</summary>
    LimitReached,

    /// <summary>The time window has not begun.</summary>
    NotStarted,

    /// <summary>An operator holds the gate.</summary>
    Paused,

    /// <summary>The time window is over, or the sale was closed.</summary>
    Ended,
}
