namespace Seckill.Caching.Tests.Model;

/// <summary>A tier with one bug.</summary>
internal sealed class BuggyTier(IDistributedCacheTier inner, string bug) : IDistributedCacheTier
{
    private int _removals;

    public ValueTask<DistributedEntry?> GetAsync(string key, CancellationToken cancellationToken = default) => inner.GetAsync(key, cancellationToken);

    public ValueTask<LeaseReply> AcquireAsync(string key, LeaseRequest request, CancellationToken cancellationToken = default) =>
        inner.AcquireAsync(key, request, cancellationToken);

    public ValueTask<bool> RenewAsync(string key, OperationId lease, TimeSpan duration, CancellationToken cancellationToken = default) =>
        inner.RenewAsync(key, lease, duration, cancellationToken);

    public ValueTask<long> CommitAsync(string key, OperationId lease, DistributedWrite write, CancellationToken cancellationToken = default) =>
        bug == "commit without a lease" ? inner.SetAsync(key, lease, write, cancellationToken) : inner.CommitAsync(key, lease, write, cancellationToken);

    public ValueTask AbandonAsync(string key, OperationId lease, TimeSpan coolDown = default, CancellationToken cancellationToken = default) =>
        inner.AbandonAsync(key, lease, coolDown, cancellationToken);

    public async ValueTask<long> SetAsync(string key, OperationId operation, DistributedWrite write, CancellationToken cancellationToken = default)
    {
        if (bug != "set leaves the lease")
        {
            return await inner.SetAsync(key, operation, write, cancellationToken);
        }

        // As a plain SET beside a lock: whoever loads now still holds it afterwards.
        var lease = await inner.AcquireAsync(key, new LeaseRequest(operation, TimeSpan.FromSeconds(3), long.MaxValue), cancellationToken);
        return lease.Outcome == LeaseOutcome.Granted ? await inner.CommitAsync(key, operation, write, cancellationToken) : 1;
    }

    public ValueTask<long> RemoveAsync(
        string key, OperationId operation, long sourceVersion = 0, TimeSpan remember = default, CancellationToken cancellationToken = default) =>
        bug == "remove is lost" && _removals++ % 2 == 0
            ? new ValueTask<long>(1)
            : inner.RemoveAsync(key, operation, sourceVersion, remember, cancellationToken);

    public ValueTask<long> ExpireAsync(string key, OperationId operation, CancellationToken cancellationToken = default) =>
        bug == "expire only answers" ? new ValueTask<long>(1) : inner.ExpireAsync(key, operation, cancellationToken);

    public ValueTask<long> RemoveTagAsync(string tag, OperationId operation, CancellationToken cancellationToken = default) =>
        bug == "tag is numbered too low" ? LowAsync(inner.RemoveTagAsync(tag, operation, cancellationToken)) : inner.RemoveTagAsync(tag, operation, cancellationToken);

    public ValueTask<long> GetTagVersionAsync(string tag, CancellationToken cancellationToken = default) =>
        bug == "tag is never known" ? new ValueTask<long>(0) : inner.GetTagVersionAsync(tag, cancellationToken);

    public ValueTask<long> AnnounceAsync(string text, OperationId operation, CancellationToken cancellationToken = default) =>
        inner.AnnounceAsync(text, operation, cancellationToken);

    private static async ValueTask<long> LowAsync(ValueTask<long> version) => await version - 1000;
}
