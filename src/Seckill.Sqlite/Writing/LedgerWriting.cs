using Seckill.Sqlite.Adjustments;
using Seckill.Sqlite.Audit;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Health;
using Seckill.Sqlite.Inventories;
using Seckill.Sqlite.Orders;
using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Payments;
using Seckill.Sqlite.Refunds;
using Seckill.Sqlite.Returns;
using Seckill.Sqlite.Sales;
using Seckill.Sqlite.Secrets;

namespace Seckill.Sqlite.Writing;

/// <summary>The ledger's part of the writing connection.</summary>
internal sealed class LedgerWriting : IWritePart
{
    private readonly WriterRowLookup _lookup;
    private readonly BuyerUnitCounts _buyerUnits;
    private readonly RowFolding _folding;

    public LedgerWriting(StatementSource source, RecentRows recent, TimeProvider clock, DatabaseSettings settings)
    {
        var ledgerClock = new LedgerClock(clock);
        _lookup = new WriterRowLookup(source, recent);
        _folding = new RowFolding(source, recent, settings.RowsInMemory);
        var orders = new OrderRows(source, _lookup);
        var sales = new SaleRows(source);
        var inventory = new InventoryRows(source);
        var returns = new StockReturnRows(source);
        var units = new UnitCounts(source);
        _buyerUnits = new BuyerUnitCounts(source, _lookup, settings.BuyersInMemory);
        var orderWriter = new OrderRowWriter(source, _lookup, returns, _buyerUnits);
        var adjustments = new AdjustmentRows(source);
        Creation = new OrderCreation(source, ledgerClock, orders, units, orderWriter);
        Cancellation = new OrderCancellation(source, ledgerClock, orders, units, _buyerUnits, orderWriter, returns);
        Payments = new PaymentRecording(source, ledgerClock, orders, units);
        Sync = new OrderSync(source, orders, sales, inventory);
        Returns = returns;
        Refunds = new RefundRows(source);
        Sales = new SaleWriter(source, sales);
        Movement = new SaleMovement(source, sales, inventory, adjustments);
        Adjustments = new AdjustmentWriter(source, sales, inventory, adjustments);
        Rebuild = new RebuildStart(source, sales, Adjustments, adjustments);
        Inventory = inventory;
        Secrets = new SecretRows(source);
        Audit = new AuditRows(source);
        Probe = source.Prepare(ProbeSql.Write);
    }

    public IFolding Folding => _folding;

    public OrderCreation Creation { get; }

    public OrderCancellation Cancellation { get; }

    public PaymentRecording Payments { get; }

    public OrderSync Sync { get; }

    public StockReturnRows Returns { get; }

    public RefundRows Refunds { get; }

    public SaleWriter Sales { get; }

    public SaleMovement Movement { get; }

    public AdjustmentWriter Adjustments { get; }

    public RebuildStart Rebuild { get; }

    public InventoryRows Inventory { get; }

    public SecretRows Secrets { get; }

    public AuditRows Audit { get; }

    public Statement Probe { get; }

    public void Begin(bool fileChanged)
    {
        _lookup.Begin(fileChanged);
        _buyerUnits.Begin(fileChanged);
    }

    public void SetSavepoint() => _lookup.SetSavepoint();

    public void RollbackToSavepoint()
    {
        _buyerUnits.Forget();
        _lookup.RollbackToSavepoint();
    }

    public void Committed()
    {
        _lookup.Committed();
        _folding.Committed();
    }

    public void RolledBack()
    {
        _buyerUnits.Forget();
        _folding.RolledBack();
    }
}
