using Seckill.Ledger;

namespace Seckill.Testing.Ledger.Model;

/// <summary>A row in the model.</summary>
internal sealed class ModelRow(Order order, bool keepLimit)
{
    public Order Order { get; set; } = order;

    public bool KeepLimit { get; set; } = keepLimit;

    public bool IsLive => Order.Status is OrderStatus.PendingPayment or OrderStatus.Paid;

    public bool CountsAgainstLimit => IsLive || KeepLimit;
}
