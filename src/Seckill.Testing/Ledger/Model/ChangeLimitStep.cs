using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger.Model;

internal sealed record ChangeLimitStep(int Sale, int Limit) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var sale = run.SaleAt(Sale);
        var now = (await run.Ledger.Sales.FindAsync(sale.Sale.Id))!;
        var result = await run.Ledger.Sales.ChangeAsync(now.Id, now.Version, new SaleChange { PerBuyerLimit = Limit });
        var over = sale.Stage is SaleStage.Closed or SaleStage.Settled;
        Assert.Equal(over ? LedgerOutcome.InvalidTransition : LedgerOutcome.Ok, result.Outcome);
        sale.Limit = over ? sale.Limit : Limit;
    }
}
