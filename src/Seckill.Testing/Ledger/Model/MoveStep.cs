using Seckill.Sales;

namespace Seckill.Testing.Ledger.Model;

internal sealed record MoveStep(int Sale, SaleStage To) : LedgerStep
{
    private static readonly SaleStage[] s_anyButSettled = [SaleStage.Draft, SaleStage.Published, SaleStage.Paused, SaleStage.Closed];

    public override async Task RunAsync(ModelRun run)
    {
        var sale = run.SaleAt(Sale);
        var result = await run.Ledger.Sales.MoveAsync(sale.Sale.Id, s_anyButSettled, To);
        Assert.Equal(run.Book.Move(sale, To), result.Outcome);
    }
}
