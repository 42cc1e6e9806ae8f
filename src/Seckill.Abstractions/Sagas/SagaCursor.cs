namespace Seckill.Sagas;

/// <summary>
/// A place in a shard's records, to be given back to the store that gave it: due ones are ordered by due time, interrupted ones in an order of the store's
/// own, such as that of their start or of their ids; so are those that are due at the same moment.
/// </summary>
/// <param name="DueAt">Due time of the last record of the page; <c>default</c> for interrupted ones.</param>
/// <param name="Id">Its id.</param>
public readonly record struct SagaCursor(DateTimeOffset DueAt, SagaId Id);
