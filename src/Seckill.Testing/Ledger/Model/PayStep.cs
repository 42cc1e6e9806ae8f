using Seckill.Ledger;

namespace Seckill.Testing.Ledger.Model;

internal sealed record PayStep(int Slot, int Transaction, int Units) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var draft = run.DraftAt(Slot, 1, 1);
        var standing = run.Model.Rows.SingleOrDefault(r => r.Order.Id == draft.Id)?.Order.Quantity ?? 1;
        var amount = run.SaleAt(0).Sale.Price.Times(Units == 0 ? standing : Units);
        var payment = new Payment(draft.Id, "demo", $"t{Transaction}", amount);
        Assert.Equal(run.Model.Pay(payment, run.Now), await run.Ledger.Orders.PayAsync(payment));
    }
}
