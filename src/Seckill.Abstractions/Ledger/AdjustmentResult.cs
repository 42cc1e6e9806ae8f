using Seckill.Sales;

namespace Seckill.Ledger;

/// <summary>The answer to a step of a stock adjustment.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Adjustment">The adjustment as recorded; null when none is.</param>
/// <param name="Sale">The sale as it stands now; null when there is none.</param>
public readonly record struct AdjustmentResult(LedgerOutcome Outcome, StockAdjustment? Adjustment, Sale? Sale);
