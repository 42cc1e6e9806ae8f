using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Reading;

namespace Seckill.Sqlite.Orders;

/// <summary>Reads lists of orders.</summary>
internal sealed class OrderLists(StatementSource source)
{
    private readonly Statement _byBuyer = source.Prepare(OrderSql.ListByBuyer);
    private readonly Statement _bySale = source.Prepare(OrderSql.ListBySale);
    private readonly Statement _overdue = source.Prepare(OrderSql.ListOverdue);
    private readonly Statement _buyers = source.Prepare(OrderSql.ListBuyers);
    private readonly Statement _nextOverdueAt = source.Prepare(OrderSql.NextOverdueAt);

    public OrderPage ByBuyer(BuyerId buyer, Paging paging) => Page(_byBuyer.Bind(buyer.Value), paging);

    public OrderPage BySale(uint ordinal, Paging paging) => Page(_bySale.Bind(ordinal), paging);

    public IReadOnlyList<Order> Overdue(DateTimeOffset asOf, int take) => _overdue.Bind(asOf).Bind(take).All(OrderRows.Read);

    public IReadOnlyList<BuyerId> Buyers(uint ordinal, BuyerId after, int take) =>
        _buyers.Bind(ordinal).Bind(after.Value).Bind(take).All(static row => BuyerId.Parse(row.Text(0)));

    public DateTimeOffset? NextOverdueAt() =>
        _nextOverdueAt.Number() is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    // One more than the page tells whether a next one exists.
    private static OrderPage Page(Statement list, Paging paging)
    {
        var rows = list.Bind(paging.Size + 1L).Bind(paging.Offset).All(OrderRows.Read);
        var hasMore = rows.Count > paging.Size;
        if (hasMore)
        {
            rows.RemoveAt(paging.Size);
        }

        return new OrderPage(rows, hasMore);
    }
}
