namespace Seckill.Caching;

/// <summary>What an operator does with a cache.</summary>
public interface ICacheAdmin
{
    /// <summary>The cache's name; empty for the default one.</summary>
    string Name { get; }

    /// <summary>
    /// Removes a key from every tier of every node. False when the shared tier did not answer: this node has dropped its copy, and repeats the removal until
    /// the shared tier has heard of it.
    /// </summary>
    ValueTask<bool> EvictAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Removes everything under a tag from every tier of every node; <c>*</c> removes all.</summary>
    ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken = default);

    /// <summary>Hits per tier and work of the guards on this node since its start.</summary>
    CacheReport Read();
}
