using Seckill.Ledger;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>The audit log in memory.</summary>
internal sealed class FakeAuditLog : IAuditLog
{
    private readonly List<AuditEntry> _entries = [];

    public IReadOnlyList<AuditEntry> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken = default)
    {
        lock (_entries)
        {
            _entries.Add(entry);
        }

        return default;
    }

    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int page, int pageSize, CancellationToken cancellationToken = default) =>
        new([.. Entries.Reverse().Skip((page - 1) * pageSize).Take(pageSize)]);
}
