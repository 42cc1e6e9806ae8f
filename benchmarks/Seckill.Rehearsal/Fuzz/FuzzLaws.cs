using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>The laws of nonsense.</summary>
internal sealed class FuzzLaws(Report report)
{
    public Law NoCrash { get; } = report.Law("no-5xx", "no request is answered 5xx, except 503 unavailable that goes away when it is repeated");

    public Law Answered { get; } = report.Law("answered", "every well-formed request is answered, and a malformed one does not hang");

    public Law Problems { get; } = report.Law("problem-json", "every error is application/problem+json with type and code");

    public Law AsDocumented { get; } = report.Law("refused-as-documented", "what is wrong in one known way is refused with its documented status");

    public Law NothingTaken { get; } = report.Law("nothing-taken", "books and purchases are the same after as before");

    public Law StillThere { get; } = report.Law("still-serving", "a plain purchase is answered 201 or 202 afterwards");
}
