using Seckill.Ledger;

namespace Seckill.Purchasing;

/// <summary>Hears of every change of a purchase, after it is durable. A hint: it may be missed in a crash, the ledger is the truth.</summary>
public interface IPurchaseObserver
{
    /// <summary>Called on the thread that made the change; must return at once and not throw.</summary>
    void OnChanged(PurchaseState purchase);

    /// <summary>Money came for an order that cannot take it any more and must go back. The ledger keeps the payment with outcome "refund". Default: nothing.</summary>
    void OnRefundDue(PurchaseState purchase, Payment payment)
    {
    }
}
