namespace Seckill.Caching;

/// <summary>Takes changes of the source from outside, such as a queue fed by the database, and drops what they outdate on every node.</summary>
public interface ICacheChangeSink
{
    /// <summary>Applies a change. When it returns, the shared tier has it or this process holds it until the shared tier does. Repeating is harmless.</summary>
    ValueTask ApplyAsync(CacheChange change, CancellationToken cancellationToken = default);
}
