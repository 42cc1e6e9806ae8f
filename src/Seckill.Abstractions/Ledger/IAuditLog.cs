namespace Seckill.Ledger;

/// <summary>What operators did, for ever.</summary>
public interface IAuditLog
{
    /// <summary>Writes an entry; durable when the call returns.</summary>
    ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Entries, newest first. Pages count from 1.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int page, int pageSize, CancellationToken cancellationToken = default);
}
