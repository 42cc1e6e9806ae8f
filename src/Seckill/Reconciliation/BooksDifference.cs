namespace Seckill.Reconciliation;

/// <summary>A gap in the books.</summary>
/// <param name="Units">Units missing (positive) or too many (negative).</param>
/// <param name="Cause">What explains it, such as <c>order-not-confirmed</c>, <c>return-in-flight</c>, <c>stock-not-loaded</c> or <c>unexplained</c>.</param>
/// <param name="Ids">The purchases concerned, at most 100.</param>
public sealed record BooksDifference(long Units, string Cause, IReadOnlyList<string> Ids);
