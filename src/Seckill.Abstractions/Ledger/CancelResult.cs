namespace Seckill.Ledger;

/// <summary>What became of one cancellation.</summary>
/// <param name="Order">The row that the ledger now holds; null only when the sale is not in the directory.</param>
/// <param name="Changed">True when this call ended it.</param>
public readonly record struct CancelResult(Order? Order, bool Changed);
