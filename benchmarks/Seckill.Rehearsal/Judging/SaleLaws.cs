namespace Seckill.Rehearsal.Judging;

/// <summary>The laws of a sale, whatever happens to it.</summary>
internal sealed class SaleLaws(Report report)
{
    public Law NoOversell { get; } = report.Law("no-oversell", "live orders never hold more units than the sale has");

    public Law SellThrough { get; } = report.Law("sell-through", "in the end exactly min(stock, demand) units are in live orders");

    public Law NothingStranded { get; } = report.Law("nothing-stranded", "at rest no unit is reserved, settling or missing from the books");

    public Law BooksBalanced { get; } = report.Law("books-balanced", "at rest total = available + reserved + pendingPayment + paid, and the orders say the same");

    public Law BuyerLimit { get; } = report.Law("buyer-limit", "nobody holds more units than the limit");

    public Law OrderKept { get; } = report.Law("order-kept", "every 201 is an order of that buyer, under that id, in the operator's list");

    public Law OrderAskedFor { get; } = report.Law("order-asked-for", "no buyer has more orders than wishes, and each is one he was told of or may not have heard of");

    public Law OnePurchasePerKey { get; } = report.Law("one-purchase-per-key", "all answers to one key name the same reservation and order");

    public Law ExpectedAnswer { get; } = report.Law("expected-answer", "every answer is one that the contract allows there");

    public Law FairRefusal { get; } = report.Law("fair-refusal", "sold-out only where demand exceeds stock, limit-reached only for a buyer's further units");

    public Law EveryWishAnswered { get; } = report.Law("every-wish-answered", "every wish that is repeated until it is answered gets an answer in bounded time");

    public Law EveryTicketEnds { get; } = report.Law("every-ticket-ends", "every 202 ends as an order or a refusal");

    public Law PositionNeverGrows { get; } = report.Law("position-never-grows", "the place in line of a ticket never grows");

    public Law PaymentKept { get; } = report.Law("payment-kept", "what was answered paid is paid, what was answered cancelled is cancelled");
}
