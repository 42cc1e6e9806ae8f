using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Expire;

/// <summary>The laws of orders that nobody pays.</summary>
internal sealed class ExpireLaws(Report report, TimeSpan lag)
{
    public Law AllTaken { get; } = report.Law("all-taken", "every purchase is answered 201 or 202");

    public Law AllWait { get; } = report.Law("all-wait", "after the restart every purchase is an unpaid order");

    public Law NoneEarly { get; } = report.Law("none-early", "no more orders have ended than deadlines have passed");

    public Law AllExpire { get; } = report.Law("all-expire", "every order that is not paid in time ends");

    public Law AllRestocked { get; } = report.Law("all-restocked", "every unit can be sold again, and the books balance");

    public Law Lag { get; } = report.Law("lag-p99", FormattableString.Invariant($"99 of 100 orders have ended {lag.TotalMilliseconds} ms after their deadline"));
}
