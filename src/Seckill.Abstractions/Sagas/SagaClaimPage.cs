namespace Seckill.Sagas;

/// <summary>A page of records that need work.</summary>
/// <param name="Records">The records, in the order of <see cref="SagaCursor"/>.</param>
/// <param name="Next">Where to go on; null when this was the last page.</param>
public sealed record SagaClaimPage(IReadOnlyList<SagaRecord> Records, SagaCursor? Next);
