namespace Seckill.Testing.Ledger.Model;

internal sealed record CompleteReturnsStep(int[] Slots) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var ids = Slots.Select(s => run.DraftAt(s, 1, 1).Id).ToArray();
        run.Model.Returns.RemoveAll(r => ids.Contains(r.Id));
        await run.Ledger.Orders.CompleteReturnsAsync(ids);
    }

    public override string ToString() => $"complete {string.Join(' ', Slots)}";
}
