namespace Seckill.Sagas;

/// <summary>The right to drive the sagas of one shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Owner">Who holds it; unique for each start of a process.</param>
/// <param name="Epoch">Counts the grants of this shard, from 1; records written under a lower one are refused.</param>
/// <param name="ExpiresAt">Until when it is his unless he renews it, by the store's clock.</param>
public readonly record struct ShardLease(int Shard, string Owner, long Epoch, DateTimeOffset ExpiresAt);
