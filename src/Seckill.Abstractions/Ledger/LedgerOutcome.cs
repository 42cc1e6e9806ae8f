namespace Seckill.Ledger;

/// <summary>What became of an operator's change.</summary>
public enum LedgerOutcome
{
    /// <summary>Done.</summary>
    Ok,

    /// <summary>There is no such sale.</summary>
    NotFound,

    /// <summary>The sale's version is not the one given.</summary>
    VersionConflict,

    /// <summary>The sale's stage does not allow the move.</summary>
    InvalidTransition,

    /// <summary>The product's inventory is counted and has fewer free units.</summary>
    InventoryShort,

    /// <summary>The units are committed to orders or in line.</summary>
    StockCommitted,

    /// <summary>The id was used for something else before.</summary>
    IdConflict,
}
