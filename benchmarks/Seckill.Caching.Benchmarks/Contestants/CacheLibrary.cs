using StackExchange.Redis;

namespace Seckill.Caching.Benchmarks.Contestants;

/// <summary>A library under comparison.</summary>
/// <param name="Name">As shown in the tables.</param>
/// <param name="Connect">Makes a node of its own on a server: connection and key prefix.</param>
internal sealed record CacheLibrary(string Name, Func<IConnectionMultiplexer, string, CacheNode> Connect)
{
    public static CacheLibrary Seckill { get; } = new("Seckill.Caching", static (link, prefix) => new SeckillNode(link, prefix));

    public static CacheLibrary Fusion { get; } = new("FusionCache 2.9.0", static (link, prefix) => new FusionNode(link, prefix));

    public static CacheLibrary Hybrid { get; } = new("HybridCache 10.11.0", static (link, prefix) => new HybridNode(link, prefix));

    public static IReadOnlyList<CacheLibrary> All { get; } = [Seckill, Fusion, Hybrid];
}
