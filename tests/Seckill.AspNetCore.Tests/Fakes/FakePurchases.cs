using System.Collections.Concurrent;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>Purchases in memory: everybody wins in sale s1. A test may answer itself.</summary>
internal sealed class FakePurchases(TimeProvider time) : IPurchases
{
    private readonly ConcurrentDictionary<(SaleId, BuyerId, RequestKey), PurchaseState> _byKey = new();
    private readonly ConcurrentDictionary<(string, string), PurchaseId> _transactions = new();

    public ConcurrentDictionary<PurchaseId, PurchaseState> Known { get; } = new();

    public Func<SaleId, BuyerId, RequestKey, int, PurchaseAnswer>? Answer { get; set; }

    public int Payments => _transactions.Count;

    public ValueTask<PurchaseAnswer> PurchaseAsync(SaleId sale, BuyerId buyer, RequestKey key, int quantity, CancellationToken cancellationToken = default)
    {
        if (Answer is not null)
        {
            return new(Answer(sale, buyer, key, quantity));
        }

        if (sale.Value != "s1")
        {
            return new(new PurchaseAnswer(PurchaseAnswerKind.SaleNotFound));
        }

        var purchase = _byKey.GetOrAdd((sale, buyer, key), _ => Add(Samples.Pending(buyer.Value, time.GetUtcNow().AddMinutes(15)) with
        {
            Quantity = quantity,
            Amount = new Money(9.90m * quantity, "CNY"),
        }));
        return new(purchase.Quantity == quantity
            ? new PurchaseAnswer(PurchaseAnswerKind.Ordered, Known[purchase.Id])
            : new PurchaseAnswer(PurchaseAnswerKind.IdempotencyConflict));
    }

    public ValueTask<PurchaseState?> FindAsync(PurchaseId id, BuyerId buyer, CancellationToken cancellationToken = default) =>
        new(Known.TryGetValue(id, out var purchase) && purchase.Buyer == buyer ? purchase : null);

    public ValueTask<PurchasePage> ListAsync(BuyerId buyer, int page, CancellationToken cancellationToken = default)
    {
        var mine = Known.Values.Where(p => p.Buyer == buyer).OrderByDescending(p => p.Id.Token).ToList();
        return new(new PurchasePage([.. mine.Skip((page - 1) * 50).Take(50)], mine.Count > page * 50));
    }

    public async ValueTask<CancelAnswer> CancelAsync(PurchaseId id, BuyerId buyer, CancellationToken cancellationToken = default)
    {
        var purchase = await FindAsync(id, buyer, cancellationToken);
        if (purchase is null or { Status: PurchaseStatus.Paid })
        {
            return new(purchase is null ? CancelAnswerKind.NotFound : CancelAnswerKind.AlreadyPaid, purchase);
        }

        var status = purchase.Status == PurchaseStatus.Queued ? PurchaseStatus.Refused : PurchaseStatus.Cancelled;
        return new(CancelAnswerKind.Ended, Add(purchase with { Status = status, Reason = "cancelled-by-buyer", Position = null, EstimatedWait = null }));
    }

    public ValueTask<PaymentResult> PayAsync(Payment payment, CancellationToken cancellationToken = default)
    {
        if (!Known.TryGetValue(payment.Order, out var purchase))
        {
            return new(new PaymentResult(PaymentOutcome.UnknownOrder, null, false));
        }

        if (purchase.Amount != payment.Amount)
        {
            return new(new PaymentResult(PaymentOutcome.WrongAmount, null, false));
        }

        var isNew = _transactions.TryAdd((payment.Provider, payment.TransactionId), payment.Order);
        if (purchase.Status == PurchaseStatus.Cancelled || (isNew && purchase.Status == PurchaseStatus.Paid))
        {
            return new(new PaymentResult(PaymentOutcome.Refund, null, isNew));
        }

        Add(purchase with { Status = PurchaseStatus.Paid });
        return new(new PaymentResult(PaymentOutcome.Paid, null, isNew));
    }

    public PurchaseState Add(PurchaseState purchase) => Known[purchase.Id] = purchase;
}
