namespace Seckill.Caching;

/// <summary>Milliseconds that only go forward; cheap enough for every hit.</summary>
internal sealed class CacheClock
{
    private readonly TimeProvider? _other;
    private readonly long _start;

    public CacheClock(TimeProvider provider)
    {
        Provider = provider;
        // The system's tick count is several times cheaper than its timestamp.
        _other = ReferenceEquals(provider, TimeProvider.System) ? null : provider;
        _start = provider.GetTimestamp();
    }

    public TimeProvider Provider { get; }

    /// <summary>Whether it is the system's time, not a test's.</summary>
    public bool IsSystem => _other is null;

    public long Now => _other is null ? Environment.TickCount64 : (long)_other.GetElapsedTime(_start).TotalMilliseconds;
}
