namespace Seckill.Testing.Ledger.Model;

internal sealed record SyncStep(int[] Slots) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var ids = Slots.Select(s => run.DraftAt(s, 1, 1).Id).ToArray();
        run.Model.Sync(ids);
        await run.Ledger.Orders.SyncPaidAsync(ids);
    }

    public override string ToString() => $"sync {string.Join(' ', Slots)}";
}
