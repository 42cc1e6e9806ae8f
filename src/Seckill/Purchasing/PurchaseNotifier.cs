using Seckill.Ledger;

namespace Seckill.Purchasing;

/// <summary>Tells every observer of a change.</summary>
internal sealed class PurchaseNotifier(IEnumerable<IPurchaseObserver> observers)
{
    private readonly IPurchaseObserver[] _observers = [.. observers];

    public void Changed(Order order)
    {
        if (_observers.Length > 0)
        {
            Changed(PurchaseStates.FromOrder(order));
        }
    }

    public void RefundDue(Order order, Payment payment)
    {
        var state = PurchaseStates.FromOrder(order);
        foreach (var observer in _observers)
        {
            observer.OnRefundDue(state, payment);
        }
    }

    public void Changed(PurchaseState state)
    {
        foreach (var observer in _observers)
        {
            observer.OnChanged(state);
        }
    }
}
