namespace Seckill.PurchaseSagas;

/// <summary>Tells a waiting purchase that the ledger has recorded its payment.</summary>
/// <param name="TransactionId">The provider's transaction.</param>
internal sealed record PurchasePaid(string TransactionId);
