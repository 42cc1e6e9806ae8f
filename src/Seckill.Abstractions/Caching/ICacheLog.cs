namespace Seckill.Caching;

/// <summary>
/// The sequenced log of changes to the shared tier. It is pushed to listeners, who notice a hole by the sequence and read the missing part again.
/// Tags and announcements are recorded in partition 0.
/// </summary>
public interface ICacheLog
{
    /// <summary>Starts to push records to a listener; disposing the answer stops it.</summary>
    ValueTask<IAsyncDisposable> SubscribeAsync(ICacheLogListener listener, CancellationToken cancellationToken = default);

    /// <summary>Where each partition stands.</summary>
    ValueTask<CacheLogHeads> ReadHeadsAsync(CancellationToken cancellationToken = default);

    /// <summary>The records of a partition after a place.</summary>
    ValueTask<CacheLogPage> ReadAsync(int partition, long after, CancellationToken cancellationToken = default);
}
