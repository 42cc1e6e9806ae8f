namespace Seckill.Testing.Ledger.Model;

internal sealed record CreateStep((int Slot, int Quantity, int Limit)[] Items) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var drafts = Items.Select(i => run.DraftAt(i.Slot, i.Quantity, i.Limit)).ToArray();
        var results = await run.Ledger.Orders.CreateAsync(drafts);
        Assert.Equal(drafts.Select(d => run.Model.Create(d, run.Now)), results);
    }

    public override string ToString() => $"create {string.Join(' ', Items)}";
}
