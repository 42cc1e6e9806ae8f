using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="IAuditLog"/> promises.</summary>
public abstract class AuditLogContract : LedgerContract
{
    [Fact]
    public async Task List_GivesEntriesNewestFirst()
    {
        Assert.Empty(await Ledger.Audit.ListAsync(1, 10, Token));
        var entries = new List<AuditEntry>();
        for (var i = 0; i < 5; i++)
        {
            var entry = new AuditEntry(Clock.GetUtcNow(), "op", "pause", "s1", $"第 {i} \"'; DROP TABLE audit; --", i % 2 == 0 ? "ok" : "");
            await Ledger.Audit.AppendAsync(entry, Token);
            entries.Insert(0, entry);
        }

        Assert.Equal(entries, await Ledger.Audit.ListAsync(1, 10, Token));
        Assert.Equal(entries.Skip(2).Take(2), await Ledger.Audit.ListAsync(2, 2, Token));
        Assert.Empty(await Ledger.Audit.ListAsync(4, 2, Token));
    }

    [Fact]
    public async Task Append_LongDetail_IsKeptWhole()
    {
        var entry = new AuditEntry(Clock.GetUtcNow(), "op", "adjust", "s1", new string('长', 5000), "ok");
        await Ledger.Audit.AppendAsync(entry, Token);

        Assert.Equal(entry, Assert.Single(await Ledger.Audit.ListAsync(1, 10, Token)));
    }
}
