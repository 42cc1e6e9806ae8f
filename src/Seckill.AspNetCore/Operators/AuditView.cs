using Seckill.Ledger;

namespace Seckill.AspNetCore.Operators;

/// <summary>An operator action as the audit list shows it.</summary>
internal sealed record AuditView(DateTimeOffset At, string Who, string Action, string Target, string Detail, string Outcome)
{
    public static AuditView Of(AuditEntry entry) =>
        new(entry.At, entry.Who, entry.Action, entry.Target, entry.Detail, entry.Outcome);
}
