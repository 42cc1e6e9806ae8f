namespace Seckill.Testing.Ledger.Model;

internal sealed record EndAdjustStep(int Sale, int Id, bool Applied) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var sale = run.SaleAt(Sale);
        var result = await run.Ledger.Book.EndAdjustmentAsync(sale.Sale.Id, $"a{Id}", Applied);
        Assert.Equal(run.Book.End(sale, $"a{Id}", Applied), (result.Outcome, result.Adjustment));
    }
}
