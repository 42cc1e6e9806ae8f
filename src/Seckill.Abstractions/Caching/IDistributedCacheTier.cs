namespace Seckill.Caching;

/// <summary>
/// The cache tier that nodes share. Each change is one atomic step: it takes the next sequence of the key's partition as the version, ends any lease on the
/// key, writes, and appends a record to the <see cref="ICacheLog"/>. So a load that was overtaken finds its lease gone and cannot overwrite what is newer.
/// Exceptions mean that the outcome is unknown.
/// </summary>
public interface IDistributedCacheTier
{
    /// <summary>Reads an entry; null when there is none, or when what is there cannot be read. One plain read.</summary>
    ValueTask<DistributedEntry?> GetAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Asks for the right to load a key.</summary>
    ValueTask<LeaseReply> AcquireAsync(string key, LeaseRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lengthens a lease; false when it is gone.</summary>
    ValueTask<bool> RenewAsync(string key, OperationId lease, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Stores what was loaded under a lease and ends it. Answers the version, or 0 when the lease is gone or a newer row is stored: then nothing was written.</summary>
    ValueTask<long> CommitAsync(string key, OperationId lease, DistributedWrite write, CancellationToken cancellationToken = default);

    /// <summary>Gives a lease up and wakes those who wait. With a <paramref name="coolDown"/> others are told <see cref="LeaseOutcome.Cooling"/> that long.</summary>
    ValueTask AbandonAsync(string key, OperationId lease, TimeSpan coolDown = default, CancellationToken cancellationToken = default);

    /// <summary>Stores a value. Answers its version, or 0 when a row of a higher source version is stored: then nothing was written.</summary>
    ValueTask<long> SetAsync(string key, OperationId operation, DistributedWrite write, CancellationToken cancellationToken = default);

    /// <summary>Removes a key and answers the version of the removal. With a <paramref name="sourceVersion"/> above 0, rows older than it stay refused for <paramref name="remember"/>.</summary>
    ValueTask<long> RemoveAsync(string key, OperationId operation, long sourceVersion = 0, TimeSpan remember = default, CancellationToken cancellationToken = default);

    /// <summary>Marks a value stale without dropping it, and answers the version of the mark.</summary>
    ValueTask<long> ExpireAsync(string key, OperationId operation, CancellationToken cancellationToken = default);

    /// <summary>Records the removal of everything under a tag and answers its sequence in partition 0.</summary>
    ValueTask<long> RemoveTagAsync(string tag, OperationId operation, CancellationToken cancellationToken = default);

    /// <summary>The sequence of a tag's last removal; 0 when it never was removed.</summary>
    ValueTask<long> GetTagVersionAsync(string tag, CancellationToken cancellationToken = default);

    /// <summary>Records a text for every node's filters in partition 0.</summary>
    ValueTask<long> AnnounceAsync(string text, OperationId operation, CancellationToken cancellationToken = default);
}
