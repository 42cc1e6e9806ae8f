using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Reading;

namespace Seckill.Sqlite.Orders;

/// <summary>Reads lists of orders.</summary>
internal sealed class OrderLists(StatementSource source, IRowLookup lookup, OrderRows orders)
{
    private readonly Statement _bySale = source.Prepare(OrderSql.ListBySale);
    private readonly Statement _list = source.Prepare(OrderSql.List);
    private readonly Statement _unsynced = source.Prepare(OrderSql.ListUnsynced);
    private readonly Statement _overdue = source.Prepare(OrderSql.ListOverdue);
    private readonly Statement _orderBuyers = source.Prepare(OrderSql.ListOrderBuyers);
    private readonly Statement _voidBuyers = source.Prepare(OrderSql.ListVoidBuyers);

    public OrderPage ByBuyer(BuyerId buyer, Paging paging)
    {
        var rows = lookup.RowsOf(buyer);
        var page = rows.Skip((int)Math.Min(paging.Offset, rows.Count)).Take(paging.Size).Select(orders.Read).OfType<Order>().ToList();
        return new OrderPage(page, paging.Offset + paging.Size < rows.Count);
    }

    public OrderPage BySale(uint ordinal, Paging paging) => Page(_bySale.Bind(ordinal), paging);

    public OrderPage Any(OrderStatus? status, Paging paging) => Page(_list.Bind((long?)status), paging);

    public IReadOnlyList<Order> Unsynced(DateTimeOffset paidUntil, int take) => _unsynced.Bind(paidUntil).Bind(take).All(OrderRows.Read);

    public IReadOnlyList<Order> Overdue(DateTimeOffset asOf, int take) => _overdue.Bind(asOf).Bind(take).All(OrderRows.Read);

    /// <summary>Buyers of a sale's orders, or of its void rows, from a row on.</summary>
    public IReadOnlyList<(long Row, BuyerId Buyer)> Buyers(uint ordinal, bool ofVoidRows, long after, int take) =>
        (ofVoidRows ? _voidBuyers : _orderBuyers).Bind(ordinal).Bind(after).Bind(take).All(static row => (row.Long(0), BuyerId.Parse(row.Text(1))));

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
