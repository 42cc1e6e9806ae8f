using Seckill.Caching.Benchmarks.Contestants;

namespace Seckill.Caching.Benchmarks.Hits;

internal readonly struct PinnedHit(CachedValue<Product> pin) : IHit
{
    public bool Find() => pin.Value is not null;
}
