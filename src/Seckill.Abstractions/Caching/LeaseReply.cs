namespace Seckill.Caching;

/// <summary>The answer to a <see cref="LeaseRequest"/>.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Entry">The newer entry when it was <see cref="LeaseOutcome.Found"/>.</param>
/// <param name="RetryAfter">Remaining life of the other one's lease when it was <see cref="LeaseOutcome.Busy"/> or <see cref="LeaseOutcome.Cooling"/>.</param>
public readonly record struct LeaseReply(LeaseOutcome Outcome, DistributedEntry? Entry, TimeSpan RetryAfter);
