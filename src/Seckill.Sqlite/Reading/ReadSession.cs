using Seckill.Sqlite.Adjustments;
using Seckill.Sqlite.Audit;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Inventories;
using Seckill.Sqlite.Orders;
using Seckill.Sqlite.Returns;
using Seckill.Sqlite.Sales;
using Seckill.Sqlite.Secrets;

namespace Seckill.Sqlite.Reading;

/// <summary>A reading connection with everything that is prepared on it. One caller has it at a time.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly StatementSource _source;
    private readonly Statement _begin;
    private readonly Statement _end;

    public ReadSession(StatementSource source)
    {
        _source = source;
        _begin = source.Prepare("BEGIN");
        _end = source.Prepare("ROLLBACK");
        Orders = new OrderRows(source);
        OrderLists = new OrderLists(source);
        Returns = new StockReturnLists(source);
        Sales = new SaleRows(source);
        Adjustments = new AdjustmentRows(source);
        Inventory = new InventoryRows(source);
        Secrets = new SecretRows(source);
        Audit = new AuditRows(source);
    }

    public OrderRows Orders { get; }

    public OrderLists OrderLists { get; }

    public StockReturnLists Returns { get; }

    public SaleRows Sales { get; }

    public AdjustmentRows Adjustments { get; }

    public InventoryRows Inventory { get; }

    public SecretRows Secrets { get; }

    public AuditRows Audit { get; }

    /// <summary>Makes several reads see the same commit.</summary>
    public TResult InOneView<TResult>(Func<TResult> read)
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

    public void Dispose() => _source.Dispose();
}
