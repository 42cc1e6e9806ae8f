using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>Units that the ledger has given up and the stock store has not confirmed to have back; kept in the ledger until it has.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Quantity">Units.</param>
/// <param name="KeepLimit">True: they go on counting against the buyer's limit.</param>
public readonly record struct StockReturn(PurchaseId Id, int Quantity, bool KeepLimit);
