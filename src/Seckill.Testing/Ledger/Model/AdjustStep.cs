namespace Seckill.Testing.Ledger.Model;

internal sealed record AdjustStep(int Sale, int Id, long Delta) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var sale = run.SaleAt(Sale);
        var result = await run.Ledger.Book.OpenAdjustmentAsync(sale.Sale.Id, $"a{Id}", Delta, "why");
        Assert.Equal(StockBookModel.Open(sale, $"a{Id}", Delta), (result.Outcome, result.Adjustment));
    }
}
