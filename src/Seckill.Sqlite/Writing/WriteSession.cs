using Seckill.Sqlite.Adjustments;
using Seckill.Sqlite.Audit;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Inventories;
using Seckill.Sqlite.Orders;
using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Payments;
using Seckill.Sqlite.Returns;
using Seckill.Sqlite.Sales;
using Seckill.Sqlite.Secrets;

namespace Seckill.Sqlite.Writing;

/// <summary>The writing connection with everything that is prepared on it. Only the writer's thread touches it.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly StatementSource _source;
    private readonly DataVersion _dataVersion;
    private readonly WriterRowLookup _lookup;
    private readonly BuyerUnitCounts _buyerUnits;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _savepoint;
    private readonly Statement _release;
    private readonly Statement _rollbackToSavepoint;

    public WriteSession(StatementSource source, RecentRows recent, TimeProvider clock, int buyersInMemory, int rowsInMemory)
    {
        _source = source;
        _begin = source.Prepare("BEGIN IMMEDIATE");
        _commit = source.Prepare("COMMIT");
        _rollback = source.Prepare("ROLLBACK");
        _savepoint = source.Prepare("SAVEPOINT item");
        _release = source.Prepare("RELEASE item");
        _rollbackToSavepoint = source.Prepare("ROLLBACK TO item");

        var ledgerClock = new LedgerClock(clock);
        _dataVersion = new DataVersion(source);
        _lookup = new WriterRowLookup(source, recent);
        Folding = new RowFolding(source, recent, rowsInMemory);
        var orders = new OrderRows(source, _lookup);
        var sales = new SaleRows(source);
        var inventory = new InventoryRows(source);
        var returns = new StockReturnRows(source);
        var units = new UnitCounts(source);
        _buyerUnits = new BuyerUnitCounts(source, _lookup, buyersInMemory);
        var orderWriter = new OrderRowWriter(source, _lookup, returns, _buyerUnits);
        var adjustments = new AdjustmentRows(source);
        Creation = new OrderCreation(source, ledgerClock, orders, units, orderWriter);
        Cancellation = new OrderCancellation(source, ledgerClock, orders, units, _buyerUnits, orderWriter, returns);
        Payments = new PaymentRecording(source, ledgerClock, orders, units);
        Returns = returns;
        Sales = new SaleWriter(source, sales);
        Movement = new SaleMovement(source, sales, inventory, adjustments);
        Adjustments = new AdjustmentWriter(source, sales, inventory, adjustments);
        Rebuild = new RebuildStart(source, sales, Adjustments, adjustments);
        Inventory = inventory;
        Secrets = new SecretRows(source);
        Audit = new AuditRows(source);
    }

    /// <summary>Brings the file's indexes up to the newest rows.</summary>
    public RowFolding Folding { get; }

    public OrderCreation Creation { get; }

    public OrderCancellation Cancellation { get; }

    public PaymentRecording Payments { get; }

    public StockReturnRows Returns { get; }

    public SaleWriter Sales { get; }

    public SaleMovement Movement { get; }

    public AdjustmentWriter Adjustments { get; }

    public RebuildStart Rebuild { get; }

    public InventoryRows Inventory { get; }

    public SecretRows Secrets { get; }

    public AuditRows Audit { get; }

    /// <summary>False when the transaction was ended by a grave fault.</summary>
    public bool InTransaction => !_source.IsAutocommit;

    public void Begin()
    {
        _begin.Run();
        var fileChanged = _dataVersion.HasChanged();
        _lookup.Begin(fileChanged);
        _buyerUnits.Begin(fileChanged);
    }

    public void Commit()
    {
        _commit.Run();
        _lookup.Committed();
        Folding.Committed();
    }

    /// <summary>Pages that went to the log since it was asked last.</summary>
    public int TakePagesWritten() => _source.TakePagesWritten();

    /// <summary>Copies the rest of the log into the file.</summary>
    public void Checkpoint() => _source.Checkpoint();

    public void SetSavepoint()
    {
        _lookup.SetSavepoint();
        _savepoint.Run();
    }

    public void ReleaseSavepoint() => _release.Run();

    public void RollbackToSavepoint()
    {
        _buyerUnits.Forget();
        _lookup.RollbackToSavepoint();
        _rollbackToSavepoint.Run();
        _release.Run();
    }

    public void Rollback()
    {
        _buyerUnits.Forget();
        Folding.RolledBack();
        if (InTransaction)
        {
            _rollback.Run();
        }
    }

    public void Dispose() => _source.Dispose();
}
