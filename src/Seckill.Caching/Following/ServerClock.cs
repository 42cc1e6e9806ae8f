namespace Seckill.Caching.Following;

/// <summary>The tier's clock as this node knows it: for the age of entries only, never for order.</summary>
internal sealed class ServerClock(CacheClock clock, TimeProvider provider)
{
    private long _offset = provider.GetUtcNow().ToUnixTimeMilliseconds() - clock.Now;

    /// <summary>Unix milliseconds.</summary>
    public long Now => clock.Now + Volatile.Read(ref _offset);

    public void Observe(DateTimeOffset serverTime, long askedAt)
    {
        // Half of the round trip has passed when the server looks at its clock.
        var middle = askedAt + ((clock.Now - askedAt) / 2);
        Volatile.Write(ref _offset, serverTime.ToUnixTimeMilliseconds() - middle);
    }
}
