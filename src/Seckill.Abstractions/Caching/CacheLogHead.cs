namespace Seckill.Caching;

/// <summary>The newest record of a partition; sequence 0 while there is none.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Operation">Its operation: tells a log that was restored from an older copy.</param>
public readonly record struct CacheLogHead(long Sequence, OperationId Operation);
