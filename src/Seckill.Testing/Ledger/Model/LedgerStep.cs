namespace Seckill.Testing.Ledger.Model;

/// <summary>Something done to ledger and model alike, whose answers must be the same.</summary>
internal abstract record LedgerStep
{
    public abstract Task RunAsync(ModelRun run);
}
