namespace Seckill.Sagas;

/// <summary>Asks for a page of one shard's records that need work.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Epoch">The epoch under which the caller holds it.</param>
/// <param name="Kind">Which records.</param>
/// <param name="AsOf">The moment up to which a record counts as due; not looked at for interrupted ones.</param>
/// <param name="Max">Records at the most.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
public readonly record struct SagaClaim(int Shard, long Epoch, SagaClaimKind Kind, DateTimeOffset AsOf, int Max, SagaCursor? After = null);
