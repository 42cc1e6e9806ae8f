namespace Seckill.Sqlite.Sagas.Names;

/// <summary>An id or a correlation key by its hash, and the row of the saga that has it.</summary>
/// <param name="Number">Counts the names in the order in which they were written.</param>
/// <param name="Hash">See <see cref="NameHash"/>.</param>
/// <param name="Row">The saga's row.</param>
internal readonly record struct RecentName(long Number, long Hash, long Row);
