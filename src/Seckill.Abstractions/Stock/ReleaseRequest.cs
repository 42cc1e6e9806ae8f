using Seckill.Ids;

namespace Seckill.Stock;

/// <summary>Gives units back. The ledger must hold a void or cancelled row for the id first, so that no late order can follow.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Quantity">Units, as the ledger has them; kept for an id that the store does not know.</param>
/// <param name="KeepLimit">True: the units are sold again, but go on counting against the buyer's limit.</param>
public readonly record struct ReleaseRequest(PurchaseId Id, int Quantity, bool KeepLimit);
