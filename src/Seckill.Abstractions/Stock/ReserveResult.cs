namespace Seckill.Stock;

/// <summary>The answer to a batch of wishes.</summary>
/// <param name="Status">Unless <see cref="BucketStatus.Ok"/>, nothing was changed and <paramref name="Replies"/> is empty.</param>
/// <param name="View">The bucket after the call; null when it is not loaded.</param>
/// <param name="Replies">One reply for each wish, in order.</param>
public sealed record ReserveResult(BucketStatus Status, BucketView? View, IReadOnlyList<ReserveReply> Replies);
