namespace Seckill.Sagas.Shards;

/// <summary>The shards this engine drives at the moment.</summary>
internal sealed class ShardMap
{
    private ShardLease[] _leases = [];

    public IReadOnlyList<ShardLease> Leases => Volatile.Read(ref _leases);

    /// <summary>Shards without those that are about to be given away.</summary>
    public void Set(IEnumerable<ShardLease> leases) => Volatile.Write(ref _leases, [.. leases.OrderBy(l => l.Shard)]);

    /// <summary>Forgets a shard that a refused write showed to be lost, before its lease is looked at again.</summary>
    public void Lose(ShardLease lease)
    {
        if (TryFind(lease.Shard, out var held) && held.Epoch == lease.Epoch)
        {
            Set(Leases.Where(l => l.Shard != lease.Shard));
        }
    }

    /// <summary>A shard for a saga: the one it is on if it is ours, else one of ours.</summary>
    /// <returns>False when we have none.</returns>
    public bool TryPick(SagaId id, int? current, out ShardLease lease)
    {
        var leases = Volatile.Read(ref _leases);
        lease = default;
        if (leases.Length == 0)
        {
            return false;
        }

        if (current is { } shard && TryFind(shard, out lease))
        {
            return true;
        }

        lease = leases[(int)(Hash(id) % (uint)leases.Length)];
        return true;
    }

    public bool TryFind(int shard, out ShardLease lease)
    {
        foreach (var held in Volatile.Read(ref _leases))
        {
            if (held.Shard == shard)
            {
                lease = held;
                return true;
            }
        }

        lease = default;
        return false;
    }

    private static uint Hash(SagaId id)
    {
        var hash = 2166136261;
        foreach (var c in id.Value)
        {
            hash = (hash ^ c) * 16777619;
        }

        return hash;
    }
}
