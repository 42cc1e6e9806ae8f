namespace Seckill.Caching;

/// <summary>Lists the ids that exist under a prefix, for the prefix's filter.</summary>
public interface IKeyIdSource
{
    /// <summary>All ids, without the prefix. What is announced while they are read is not lost.</summary>
    IAsyncEnumerable<string> ReadIdsAsync(CancellationToken cancellationToken = default);
}
