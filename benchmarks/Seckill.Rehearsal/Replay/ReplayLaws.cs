using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Replay;

/// <summary>The laws of repeated keys.</summary>
internal sealed class ReplayLaws(Report report)
{
    public Law Taken { get; } = report.Law("expected-answer", "every request under a key that took something is answered 201 or 202");

    public Law SamePurchase { get; } = report.Law("one-purchase-per-key", "all answers to one key name the same reservation and order, whatever has become of the sale");

    public Law TrueStatus { get; } = report.Law("true-status", "the key of an order that was given up is answered with that order, cancelled");

    public Law OneOrder { get; } = report.Law("one-order-per-key", "the operator's list has exactly one order for each key, under the id that was answered");

    public Law Refused { get; } = report.Law("refused-as-due", "others are refused with the sale's true reason");

    public Law Conflict { get; } = report.Law("key-conflict", "another quantity under a taken key is 409 idempotency-conflict");

    public Law Books { get; } = report.Law("books-balanced", "every unit is in exactly one order");
}
