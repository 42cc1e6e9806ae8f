namespace Seckill.Caching.Local;

/// <summary>Once a minute drops what may not even be served stale any more.</summary>
internal sealed class Sweeper : IAsyncDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromMinutes(1);

    private readonly ITimer _timer;

    public Sweeper(CacheParts cache) =>
        _timer = cache.Clock.Provider.CreateTimer(static state => Sweep((CacheParts)state!), cache, s_every, s_every);

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private static void Sweep(CacheParts cache) => cache.Local.Sweep(cache.Clock.Now);
}
