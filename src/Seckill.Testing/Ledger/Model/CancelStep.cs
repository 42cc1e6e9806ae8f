using Seckill.Ledger;

namespace Seckill.Testing.Ledger.Model;

internal sealed record CancelStep((int Slot, EndReason Reason, bool KeepLimit, bool OnlyIfOverdue)[] Items) : LedgerStep
{
    public override async Task RunAsync(ModelRun run)
    {
        var requests = Items
            .Select(i => new CancelRequest(run.DraftAt(i.Slot, 1, 1), i.Reason, i.KeepLimit, i.OnlyIfOverdue ? run.Now : null))
            .ToArray();
        var results = await run.Ledger.Orders.CancelAsync(requests);
        Assert.Equal(requests.Select(r => run.Model.Cancel(r, run.Now)), results);
    }

    public override string ToString() => $"cancel {string.Join(' ', Items)}";
}
