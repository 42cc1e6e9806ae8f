using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>An operator's change of a sale's stock.</summary>
/// <param name="Sale">The sale.</param>
/// <param name="Id">Made by the caller; the same id is applied once.</param>
/// <param name="Sequence">Its number within the sale, from 1, given by the ledger.</param>
/// <param name="Delta">Units added, or taken out when negative.</param>
/// <param name="Reason">The operator's words.</param>
/// <param name="Status">How far it is.</param>
public sealed record StockAdjustment(SaleId Sale, string Id, long Sequence, long Delta, string Reason, AdjustmentStatus Status);
