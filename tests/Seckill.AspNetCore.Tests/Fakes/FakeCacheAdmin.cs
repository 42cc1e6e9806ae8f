using System.Collections.Concurrent;
using Seckill.Caching;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>A cache that only remembers what it was told.</summary>
internal sealed class FakeCacheAdmin(string name) : ICacheAdmin
{
    public ConcurrentQueue<string> Evicted { get; } = new();

    public string Name => name;

    /// <summary>Whether the shared tier answers.</summary>
    public bool Answers { get; set; } = true;

    public ValueTask<bool> EvictAsync(string key, CancellationToken cancellationToken = default)
    {
        Evicted.Enqueue(key);
        return new(Answers);
    }

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken = default) => throw new NotSupportedException("The contract has no such call.");

    public CacheReport Read() =>
        new(name, 7, [new TierReport("local", 3, 1)], [new GuardReport("filter", 5)], IsTrusted: true, IsDistributedUp: false, PendingWrites: 2);
}
