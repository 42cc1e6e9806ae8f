using Seckill.Sqlite.Adjustments;
using Seckill.Sqlite.Audit;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Inventories;
using Seckill.Sqlite.Orders;
using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Refunds;
using Seckill.Sqlite.Returns;
using Seckill.Sqlite.Sales;
using Seckill.Sqlite.Secrets;

namespace Seckill.Sqlite.Reading;

/// <summary>The ledger's part of a reading connection.</summary>
internal sealed class LedgerReading
{
    private readonly RecentRows _recent;
    private readonly Statement _begin;
    private readonly Statement _end;

    public LedgerReading(StatementSource source, RecentRows recent)
    {
        _recent = recent;
        _begin = source.Prepare("BEGIN");
        _end = source.Prepare("ROLLBACK");
        var lookup = new ReaderRowLookup(source, recent);
        Orders = new OrderRows(source, lookup);
        OrderLists = new OrderLists(source, lookup, Orders);
        Returns = new StockReturnLists(source);
        Refunds = new RefundLists(source);
        Sales = new SaleRows(source);
        Adjustments = new AdjustmentRows(source);
        Inventory = new InventoryRows(source);
        Secrets = new SecretRows(source);
        Audit = new AuditRows(source);
    }

    public OrderRows Orders { get; }

    public OrderLists OrderLists { get; }

    public StockReturnLists Returns { get; }

    public RefundLists Refunds { get; }

    public SaleRows Sales { get; }

    public AdjustmentRows Adjustments { get; }

    public InventoryRows Inventory { get; }

    public SecretRows Secrets { get; }

    public AuditRows Audit { get; }

    /// <summary>Makes several reads see the same commit. They may run twice: rows that left memory meanwhile are not in an older view's indexes.</summary>
    public TResult InOneView<TResult>(Func<TResult> read)
    {
        for (; ; )
        {
            var floor = _recent.Floor;
            var result = ReadOnce(read);
            if (_recent.Floor == floor)
            {
                return result;
            }
        }
    }

    private TResult ReadOnce<TResult>(Func<TResult> read)
    {
        _begin.Run();
        try
        {
            return read();
        }
        finally
        {
            _end.Run();
        }
    }
}
