using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Wave;

/// <summary>The laws of an adaptive sale under waves of load.</summary>
internal sealed class WaveLaws(Report report)
{
    public Law OrdersWhenCalm { get; } = report.Law("orders-when-calm", "while it is calm, purchases are answered with their orders");

    public Law TicketsUnderLoad { get; } = report.Law("tickets-under-load", "a wave of load makes purchases be answered with tickets, and at once");

    public Law OrdersAgain { get; } = report.Law("orders-again", "in bounded time after a wave purchases are answered with their orders again");
}
