namespace Seckill.Stock;

/// <summary>The answer to a batch of confirms or releases.</summary>
/// <param name="Status">Unless <see cref="BucketStatus.Ok"/>, nothing was changed and <paramref name="Outcomes"/> is empty.</param>
/// <param name="View">The bucket after the call; null when it is not loaded.</param>
/// <param name="Outcomes">One outcome for each id, in order.</param>
public sealed record ChangeResult(BucketStatus Status, BucketView? View, IReadOnlyList<ChangeOutcome> Outcomes);
