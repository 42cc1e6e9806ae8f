namespace Seckill.Testing.Caching;

/// <summary>What an <see cref="InMemoryCacheServer"/> held at a time.</summary>
public sealed class InMemoryCacheSnapshot
{
    internal InMemoryCacheSnapshot(IReadOnlyList<InMemoryCachePartition> partitions, IReadOnlyDictionary<string, long> tags) => (Partitions, Tags) = (partitions, tags);

    internal IReadOnlyList<InMemoryCachePartition> Partitions { get; }

    internal IReadOnlyDictionary<string, long> Tags { get; }
}
