namespace Seckill.Sagas.Stores;

/// <summary>The shards' leases; an epoch is never forgotten.</summary>
internal sealed class ShardTable
{
    private readonly Dictionary<int, ShardLease> _leases = [];

    public long EpochOf(int shard) => _leases.TryGetValue(shard, out var lease) ? lease.Epoch : 0;

    public ShardLease? Acquire(int shard, string owner, TimeSpan timeToLive, DateTimeOffset now)
    {
        if (_leases.TryGetValue(shard, out var held) && held.Owner != owner && held.ExpiresAt > now)
        {
            return null;
        }

        var lease = new ShardLease(shard, owner, held.Epoch + 1, now + timeToLive);
        _leases[shard] = lease;
        return lease;
    }

    public ShardLease? Renew(ShardLease lease, TimeSpan timeToLive, DateTimeOffset now)
    {
        if (!IsHeld(lease))
        {
            return null;
        }

        var renewed = lease with { ExpiresAt = now + timeToLive };
        _leases[lease.Shard] = renewed;
        return renewed;
    }

    public void Release(ShardLease lease)
    {
        if (IsHeld(lease))
        {
            _leases[lease.Shard] = lease with { ExpiresAt = DateTimeOffset.MinValue };
        }
    }

    public List<ShardLease> List(DateTimeOffset now) => [.. _leases.Values.Where(l => l.ExpiresAt > now).OrderBy(l => l.Shard)];

    private bool IsHeld(ShardLease lease) =>
        _leases.TryGetValue(lease.Shard, out var held) && held.Epoch == lease.Epoch && held.Owner == lease.Owner;
}
