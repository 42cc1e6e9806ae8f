using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Paced;

/// <summary>The laws of a steady rate.</summary>
internal sealed class PacedLaws(Report report, double p99)
{
    public Law AllTaken { get; } = report.Law("all-taken", "every purchase is answered 201 or 202");

    public Law Latency { get; } = report.Law("p99", FormattableString.Invariant($"99 of 100 purchases are answered within {p99} ms of the moment they were due"));

    public Law Books { get; } = report.Law("books-balanced", "the books have exactly the purchases that were taken");
}
