using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sales;

namespace Seckill.Sqlite.Adjustments;

/// <summary>Reads and writes the rows of stock adjustments.</summary>
internal sealed class AdjustmentRows(StatementSource source)
{
    private readonly Statement _insert = source.Prepare(AdjustmentSql.Insert);
    private readonly Statement _end = source.Prepare(AdjustmentSql.End);
    private readonly Statement _find = source.Prepare(AdjustmentSql.Find);
    private readonly Statement _findOpen = source.Prepare(AdjustmentSql.FindOpen);
    private readonly Statement _useSequence = source.Prepare(SaleSql.UseSequence);

    public StockAdjustment? Find(uint ordinal, string id) => _find.Bind(ordinal).Bind(id).First(Read);

    public StockAdjustment? FindOpen(uint ordinal) => _findOpen.Bind(ordinal).First(Read);

    public void Insert(uint ordinal, StockAdjustment adjustment) =>
        _insert.Bind(ordinal).Bind(adjustment.Sequence).Bind(adjustment.Id).Bind(adjustment.Delta).Bind(adjustment.Reason).Run();

    /// <summary>Ends an open one; its number is used up, whatever became of it.</summary>
    public StockAdjustment End(uint ordinal, StockAdjustment open, AdjustmentStatus status)
    {
        _end.Bind(ordinal).Bind(open.Sequence).Bind((int)status).Run();
        UseSequence(ordinal, open.Sequence);
        return open with { Status = status };
    }

    /// <summary>Says that the sale's total contains the adjustments up to this number.</summary>
    public void UseSequence(uint ordinal, long sequence) => _useSequence.Bind(ordinal).Bind(sequence).Run();

    private static StockAdjustment Read(Statement row) => new(
        SaleOrdinal.ToId(row.Long(0)), row.Text(1), row.Long(2), row.Long(3), row.Text(4), (AdjustmentStatus)row.Int(5));
}
