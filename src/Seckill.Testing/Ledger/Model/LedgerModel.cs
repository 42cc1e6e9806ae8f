using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger.Model;

/// <summary>The ledger's rules in plain lists; counts are never kept but always summed from the rows.</summary>
internal sealed class LedgerModel(IEnumerable<Sale> sales)
{
    private readonly Dictionary<(string Provider, string Transaction), (PurchaseId Order, PaymentOutcome Outcome)> _payments = [];

    public Dictionary<uint, ModelSale> Sales { get; } = sales.ToDictionary(s => s.Ordinal, s => new ModelSale(s));

    /// <summary>All rows, oldest first.</summary>
    public List<ModelRow> Rows { get; } = [];

    public List<StockReturn> Returns { get; } = [];

    public long UnitsOf(uint sale, OrderStatus status) =>
        Rows.Where(r => r.Order.Id.SaleOrdinal == sale && r.Order.Status == status).Sum(r => (long)r.Order.Quantity);

    public long UnsyncedUnits(uint sale) =>
        Committed(sale) - Rows.Where(r => r.Order.Id.SaleOrdinal == sale && r.Order.IsSynced).Sum(r => (long)r.Order.Quantity);

    public long Committed(uint sale) => UnitsOf(sale, OrderStatus.PendingPayment) + UnitsOf(sale, OrderStatus.Paid);

    public long HeldBy(uint sale, BuyerId buyer) =>
        Rows.Where(r => r.Order.Id.SaleOrdinal == sale && r.Order.Buyer == buyer && r.CountsAgainstLimit).Sum(r => (long)r.Order.Quantity);

    public bool IsQuiet(uint sale) => UnitsOf(sale, OrderStatus.PendingPayment) == 0 && Returns.All(r => r.Id.SaleOrdinal != sale);

    public CreateResult Create(OrderDraft draft, DateTimeOffset now)
    {
        if (Find(draft.Id) is { } known)
        {
            return new CreateResult(known.Order, Created: false);
        }

        if (!Sales.TryGetValue(draft.Id.SaleOrdinal, out var sale))
        {
            return default;
        }

        var order = NewOrder(draft, sale, now);
        if (sale.Stage is SaleStage.Settled || Committed(draft.Id.SaleOrdinal) + draft.Quantity > sale.Total)
        {
            order = order with { Status = OrderStatus.Void, Reason = EndReason.SoldOut };
        }
        else if (HeldBy(draft.Id.SaleOrdinal, draft.Buyer) + draft.Quantity > Math.Max(draft.PerBuyerLimit, sale.Limit))
        {
            order = order with { Status = OrderStatus.Void, Reason = EndReason.LimitReached };
        }

        Add(order, keepLimit: false);
        return new CreateResult(order, Created: true);
    }

    public CancelResult Cancel(CancelRequest request, DateTimeOffset now)
    {
        if (Find(request.Draft.Id) is not { } row)
        {
            return Forbid(request, now);
        }

        if (request.OnlyIfAbsent || row.Order.Status is not OrderStatus.PendingPayment || row.Order.PayBefore > request.OnlyIfOverdueAt)
        {
            return new CancelResult(row.Order, Changed: false);
        }

        row.Order = row.Order with { Status = OrderStatus.Cancelled, Reason = request.Reason };
        row.KeepLimit = request.KeepLimit;
        Returns.Add(new StockReturn(row.Order.Id, row.Order.Quantity, request.KeepLimit));
        return new CancelResult(row.Order, Changed: true);
    }

    public PaymentResult Pay(Payment payment, DateTimeOffset now)
    {
        if (Find(payment.Order) is not { } row)
        {
            return new PaymentResult(PaymentOutcome.UnknownOrder, null, Changed: false);
        }

        if (payment.Amount != row.Order.Amount)
        {
            return new PaymentResult(PaymentOutcome.WrongAmount, row.Order, Changed: false);
        }

        var key = (payment.Provider, payment.TransactionId);
        if (_payments.TryGetValue(key, out var recorded))
        {
            var outcome = recorded.Order == payment.Order ? recorded.Outcome : PaymentOutcome.WrongAmount;
            return new PaymentResult(outcome, row.Order, Changed: false);
        }

        var paid = row.Order.Status is OrderStatus.PendingPayment;
        if (paid)
        {
            row.Order = row.Order with { Status = OrderStatus.Paid, PaidAt = now };
        }

        _payments[key] = (payment.Order, paid ? PaymentOutcome.Paid : PaymentOutcome.Refund);
        return new PaymentResult(_payments[key].Outcome, row.Order, Changed: true);
    }

    public void Sync(IEnumerable<PurchaseId> ids)
    {
        foreach (var row in ids.Select(Find).OfType<ModelRow>().Where(r => r.Order is { Status: OrderStatus.Paid, IsSynced: false }))
        {
            row.Order = row.Order with { IsSynced = true };
            Sales[row.Order.Id.SaleOrdinal].Allotted -= row.Order.Quantity;
        }
    }

    private ModelRow? Find(PurchaseId id) => Rows.SingleOrDefault(r => r.Order.Id == id);

    private CancelResult Forbid(CancelRequest request, DateTimeOffset now)
    {
        if (!Sales.TryGetValue(request.Draft.Id.SaleOrdinal, out var sale))
        {
            return default;
        }

        var order = NewOrder(request.Draft, sale, now) with { Status = OrderStatus.Void, Reason = request.Reason };
        Add(order, request.KeepLimit);
        return new CancelResult(order, Changed: true);
    }

    private void Add(Order order, bool keepLimit)
    {
        Rows.Add(new ModelRow(order, keepLimit));
        if (order.Status is OrderStatus.Void)
        {
            Returns.Add(new StockReturn(order.Id, order.Quantity, keepLimit));
        }
    }

    private static Order NewOrder(OrderDraft draft, ModelSale sale, DateTimeOffset now) => new()
    {
        Id = draft.Id,
        Sale = sale.Sale.Id,
        Buyer = draft.Buyer,
        Quantity = draft.Quantity,
        UnitPrice = sale.Sale.Price with { Amount = draft.UnitPrice },
        PerBuyerLimit = draft.PerBuyerLimit,
        Status = OrderStatus.PendingPayment,
        Reason = EndReason.None,
        CreatedAt = now,
        PayBefore = now + sale.Sale.PaymentWindow,
    };
}
