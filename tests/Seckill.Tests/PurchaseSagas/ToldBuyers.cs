using System.Collections.Concurrent;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;

namespace Seckill.Tests.PurchaseSagas;

/// <summary>What buyers were told, in order.</summary>
internal sealed class ToldBuyers : IPurchaseObserver
{
    private readonly ConcurrentQueue<PurchaseState> _changes = [];
    private readonly ConcurrentQueue<PurchaseId> _refunds = [];

    public IReadOnlyList<PurchaseId> Refunds => [.. _refunds];

    public IReadOnlyList<PurchaseStatus> Of(OrderDraft draft) => [.. _changes.Where(c => c.Id == draft.Id).Select(c => c.Status)];

    public int Count(PurchaseStatus status) => _changes.Count(c => c.Status == status);

    public void OnChanged(PurchaseState purchase) => _changes.Enqueue(purchase);

    public void OnRefundDue(PurchaseState purchase, Payment payment) => _refunds.Enqueue(purchase.Id);

    public void Clear()
    {
        _changes.Clear();
        _refunds.Clear();
    }
}
