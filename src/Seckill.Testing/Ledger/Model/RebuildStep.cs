using Seckill.Ledger;
using Seckill.Stock;

namespace Seckill.Testing.Ledger.Model;

internal sealed record RebuildStep(int Sale) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var sale = run.SaleAt(Sale);
        run.Book.Rebuild(sale);
        var snapshot = (await run.Ledger.Book.BeginRebuildAsync(sale.Sale.Id))!;

        var rows = run.Model.Rows.Where(r => r.Order.Id.SaleOrdinal == sale.Sale.Ordinal).ToList();
        Assert.Equal((sale.Epoch, sale.Total), (snapshot.Sale.Epoch, snapshot.Sale.Total));
        Assert.Equal(rows.Where(r => r.IsLive).Select(r => Load(r.Order)).ToHashSet(), snapshot.LiveOrders.ToHashSet());
        Assert.Equal(
            rows.Where(r => !r.IsLive && r.KeepLimit).GroupBy(r => r.Order.Buyer)
                .Select(g => new BuyerUnits(g.Key, g.Sum(r => r.Order.Quantity))).ToHashSet(),
            snapshot.HeldUnits.ToHashSet());
        Assert.Equal(snapshot.Sale.Committed, snapshot.LiveOrders.Sum(o => (long)o.Quantity));
    }

    private static LoadItem Load(Order order) => new(order.Id, order.Buyer, order.Quantity, order.UnitPrice.Amount, order.PerBuyerLimit);
}
