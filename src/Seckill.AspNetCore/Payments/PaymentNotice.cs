using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.AspNetCore.Payments;

/// <summary>A gateway's notice that money has arrived.</summary>
internal sealed record PaymentNotice(string? OrderId, string? TransactionId, decimal? Amount, string? Currency, string? Status)
{
    public const string Paid = "paid";

    /// <summary>What is wrong with its form; null when nothing is. Whether order and amount fit is the ledger's word.</summary>
    public string? FindWrong() =>
        OrderId is null ? "orderId is missing."
        : TransactionId is not { Length: >= 1 and <= 128 } || TransactionId.Any(char.IsControl) ? "transactionId must be 1 to 128 characters."
        : Amount is null ? "amount is missing."
        : Currency is null ? "currency is missing."
        : Status != Paid ? "status must be paid."
        : null;

    public bool TryToPayment(PurchaseId order, string provider, out Payment payment)
    {
        var valid = Money.IsValid(Amount!.Value, Currency);
        payment = valid ? new Payment(order, provider, TransactionId!, new Money(Amount.Value, Currency!)) : default;
        return valid;
    }
}
