namespace Seckill.Sagas;

/// <summary>A place in a shard's records: due ones are ordered by due time and id (ordinal), interrupted ones by id alone.</summary>
/// <param name="DueAt">Due time of the last record of the page; <c>default</c> for interrupted ones.</param>
/// <param name="Id">Its id.</param>
public readonly record struct SagaCursor(DateTimeOffset DueAt, SagaId Id);
