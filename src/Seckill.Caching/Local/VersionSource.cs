namespace Seckill.Caching.Local;

/// <summary>Issues versions on a node without a Distributed tier. They start from the time, so that a restarted node's entity tags are new.</summary>
internal sealed class VersionSource(TimeProvider provider)
{
    private long _last = provider.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    public long Last => Volatile.Read(ref _last);

    public long Next() => Interlocked.Increment(ref _last);
}
