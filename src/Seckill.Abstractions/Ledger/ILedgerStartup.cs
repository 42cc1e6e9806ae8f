namespace Seckill.Ledger;

/// <summary>What a ledger does before it is used.</summary>
public interface ILedgerStartup
{
    /// <summary>Brings the schema to this version of the package. Safe on several nodes at once, and when repeated.</summary>
    /// <exception cref="InvalidOperationException">The schema is newer than the package; the message says so.</exception>
    ValueTask MigrateAsync(CancellationToken cancellationToken = default);
}
