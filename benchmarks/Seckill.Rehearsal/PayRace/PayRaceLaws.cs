using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.PayRace;

/// <summary>The laws of payments.</summary>
internal sealed class PayRaceLaws(Report report)
{
    public Law OneOutcome { get; } = report.Law("one-outcome", "every order ends either paid or cancelled with refund, and everybody is told the same");

    public Law OutcomeRepeats { get; } = report.Law("outcome-repeats", "a repeat of the same transaction is answered as the first");

    public Law GetAgrees { get; } = report.Law("get-agrees", "the purchase's state agrees with the payment's outcome");

    public Law PaymentKept { get; } = report.Law("payment-kept", "the operator's list agrees with every outcome");

    public Law SoldAgain { get; } = report.Law("sold-again", "units of cancelled orders are bought by somebody else until all are paid");

    public Law ExpectedAnswer { get; } = report.Law("expected-answer", "every answer is one that the contract allows there");

    public Law NoOversell { get; } = report.Law("no-oversell", "live orders never hold more units than the sale has");

    public Law Books { get; } = report.Law("books-balanced", "at rest every unit is accounted for, and the orders say the same");
}
