using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger.Model;

/// <summary>A sale in the model: what the rules say, without a database.</summary>
internal sealed class ModelSale(Sale sale)
{
    public Sale Sale { get; } = sale;

    public SaleStage Stage { get; set; } = sale.Stage;

    public int Limit { get; set; } = sale.PerBuyerLimit;

    public long Total { get; set; } = sale.Total;

    public long Epoch { get; set; } = sale.Epoch;

    /// <summary>Units still given from the inventory, and not booked as sold.</summary>
    public long Allotted { get; set; } = sale.Total;

    public List<StockAdjustment> Adjustments { get; } = [];

    public StockAdjustment? Open => Adjustments.SingleOrDefault(a => a.Status is AdjustmentStatus.Open);

    /// <summary>The number that the total contains: an open one counts only when its units are in already.</summary>
    public long Sequence => Adjustments.Count - (Open is { Delta: < 0 } ? 1 : 0);
}
