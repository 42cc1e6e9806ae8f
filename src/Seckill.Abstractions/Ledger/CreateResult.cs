namespace Seckill.Ledger;

/// <summary>What became of one draft: the row that the ledger now holds for its id.</summary>
/// <param name="Order">The row: live, or void with the reason. Null only when the draft's sale is not in the directory.</param>
/// <param name="Created">True when this call wrote it, false when it stood there before.</param>
public readonly record struct CreateResult(Order? Order, bool Created);
