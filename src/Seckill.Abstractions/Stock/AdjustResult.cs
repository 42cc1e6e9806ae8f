namespace Seckill.Stock;

/// <summary>The answer to a stock adjustment.</summary>
/// <param name="Status">Unless <see cref="BucketStatus.Ok"/>, nothing was changed.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="View">The bucket after the call; null when it is not loaded.</param>
public sealed record AdjustResult(BucketStatus Status, AdjustOutcome Outcome, BucketView? View);
