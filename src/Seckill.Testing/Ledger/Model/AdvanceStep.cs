namespace Seckill.Testing.Ledger.Model;

internal sealed record AdvanceStep(int Seconds) : LedgerStep
{
    public override Task RunAsync(ModelRun run)
    {
        run.Clock.Advance(TimeSpan.FromSeconds(Seconds));
        return Task.CompletedTask;
    }
}
