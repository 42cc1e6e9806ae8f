namespace Seckill.Caching;

/// <summary>One record of the cache's log.</summary>
/// <param name="Partition">The partition it belongs to.</param>
/// <param name="Sequence">Its place, one more than the record before; also the version of the change. 0 for a hint.</param>
/// <param name="Operation">Who made the change.</param>
/// <param name="Kind">What was changed.</param>
/// <param name="Text">The key, the tag or the announced text.</param>
public readonly record struct CacheLogRecord(int Partition, long Sequence, OperationId Operation, CacheLogKind Kind, string Text);
