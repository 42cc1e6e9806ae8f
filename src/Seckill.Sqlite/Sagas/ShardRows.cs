using Seckill.Sagas;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Sagas;

/// <summary>The leases of shards, and their epochs, which the writer asks for with every record. An epoch is never forgotten.</summary>
internal sealed class ShardRows(StatementSource source, TimeProvider clock)
{
    private readonly Statement _epoch = source.Prepare(ShardSql.Epoch);
    private readonly Statement _acquire = source.Prepare(ShardSql.Acquire);
    private readonly Statement _renew = source.Prepare(ShardSql.Renew);
    private readonly Statement _release = source.Prepare(ShardSql.Release);
    private readonly Dictionary<int, long> _epochs = [];

    /// <summary>Forgets what may have changed in the file.</summary>
    public void Forget() => _epochs.Clear();

    /// <summary>The epoch under which a shard was granted last; 0 when it never was.</summary>
    public long EpochOf(int shard)
    {
        if (!_epochs.TryGetValue(shard, out var epoch))
        {
            epoch = _epoch.Bind(shard).Number() ?? 0;
            _epochs.Add(shard, epoch);
        }

        return epoch;
    }

    public ShardLease? Acquire(int shard, string owner, TimeSpan timeToLive)
    {
        var now = clock.GetUtcNow();
        if (_acquire.Bind(shard).Bind(owner).Bind((now + timeToLive).UtcTicks).Bind(now.UtcTicks).Run() == 0)
        {
            return null;
        }

        _epochs.Remove(shard);
        return new ShardLease(shard, owner, EpochOf(shard), now + timeToLive);
    }

    public ShardLease? Renew(ShardLease lease, TimeSpan timeToLive)
    {
        var renewed = lease with { ExpiresAt = clock.GetUtcNow() + timeToLive };
        return _renew.Bind(lease.Shard).Bind(lease.Owner).Bind(lease.Epoch).Bind(renewed.ExpiresAt.UtcTicks).Run() > 0 ? renewed : null;
    }

    public bool Release(ShardLease lease) => _release.Bind(lease.Shard).Bind(lease.Owner).Bind(lease.Epoch).Run() > 0;
}
