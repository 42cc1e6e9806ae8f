using Seckill.Sales;

namespace Seckill.Ledger;

/// <summary>The answer to an operator's change of a sale.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Sale">The sale as it stands now; null when there is none.</param>
public readonly record struct SaleResult(LedgerOutcome Outcome, Sale? Sale);
