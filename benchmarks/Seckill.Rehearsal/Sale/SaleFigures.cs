using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Judging;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Sale;

/// <summary>The numbers of a sale.</summary>
internal static class SaleFigures
{
    public static void WriteRush(Report report, AnswerTally answers, LatencyRecorder latency, double seconds)
    {
        report.Measure("rush", seconds, "s");
        report.Measure("purchase answers", answers.Answers);
        report.Measure("throughput", answers.Answers / seconds, "/s");
        latency.WriteTo(report, "latency from the intended time");
    }

    public static void WriteEnd(Report report, SaleEnd end, AnswerTally answers)
    {
        foreach (var (kind, count) in answers.Seen())
        {
            report.Measure($"answers {kind}", count);
        }

        var wishes = end.Buyers.Sum(buyer => buyer.Wishes.Count);
        report.Measure("distinct keys", wishes);
        report.Measure("repeats", answers.Answers + answers[AnswerKind.Lost] - wishes);
        report.Measure("orders", end.Orders.Count);
        report.Measure("live units", end.LiveUnits);
        report.Measure("oversold", end.Oversold);
        report.Measure("stranded", end.Stranded);
        report.Note($"books: {end.Books}");
    }
}
