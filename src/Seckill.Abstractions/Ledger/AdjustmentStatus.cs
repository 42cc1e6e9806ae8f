namespace Seckill.Ledger;

/// <summary>The life of a stock adjustment: <c>Open → Applied</c> or <c>→ Refused</c>.</summary>
public enum AdjustmentStatus
{
    /// <summary>Recorded. The units of a positive one are in the sale's total already; those of a negative one still are.</summary>
    Open = 1,

    /// <summary>Done in ledger and stock store.</summary>
    Applied = 2,

    /// <summary>A negative one for which too few units were available; nothing was changed.</summary>
    Refused = 3,
}
