namespace Seckill.Ledger;

/// <summary>What became of a payment. Repeating the same transaction gives the same answer.</summary>
public enum PaymentOutcome
{
    /// <summary>The order is paid by this transaction.</summary>
    Paid,

    /// <summary>The order had been cancelled, or was paid by another transaction: the money goes back.</summary>
    Refund,

    /// <summary>Amount or currency are not the order's, or the transaction was recorded for another order: one transfer never pays for two. Nothing was recorded.</summary>
    WrongAmount,

    /// <summary>There is no such order; nothing was recorded.</summary>
    UnknownOrder,
}
