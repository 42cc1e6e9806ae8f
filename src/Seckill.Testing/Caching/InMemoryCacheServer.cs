using Seckill.Caching;

namespace Seckill.Testing.Caching;

/// <summary>
/// A Distributed tier in memory, for tests of caches on several nodes in one process and in virtual time. It keeps every promise of
/// <see cref="IDistributedCacheTier"/> and <see cref="ICacheLog"/>.
/// </summary>
/// <param name="clock">The server's clock.</param>
/// <param name="partitions">Parts with a sequence of their own.</param>
/// <param name="logLength">Records kept for each partition.</param>
public sealed class InMemoryCacheServer(TimeProvider clock, int partitions = 1, int logLength = 10_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _tags = new(StringComparer.Ordinal);
    private readonly List<InMemoryCacheNode> _nodes = [];
    private readonly Queue<CacheLogRecord> _outbox = new();
    private bool _isDelivering;
    private InMemoryCachePartition[] _partitions = Create(clock, partitions, logLength);

    /// <summary>Connects a node.</summary>
    public InMemoryCacheNode Connect()
    {
        var node = new InMemoryCacheNode(this);
        lock (_gate)
        {
            _nodes.Add(node);
        }

        return node;
    }

    /// <summary>Loses everything, as a server without persistence does when it restarts. Links stay.</summary>
    public void Wipe()
    {
        lock (_gate)
        {
            _partitions = Create(clock, partitions, logLength);
            _tags.Clear();
        }
    }

    /// <summary>A copy of all it holds, to come back from with <see cref="Restore"/>.</summary>
    public InMemoryCacheSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new InMemoryCacheSnapshot([.. _partitions.Select(static p => p.Copy())], new Dictionary<string, long>(_tags, StringComparer.Ordinal));
        }
    }

    /// <summary>Comes back from an older copy, as a server does that had not written its last changes when it died. Links stay.</summary>
    public void Restore(InMemoryCacheSnapshot snapshot)
    {
        lock (_gate)
        {
            _partitions = [.. snapshot.Partitions.Select(static p => p.Copy())];
            _tags.Clear();
            foreach (var (tag, place) in snapshot.Tags)
            {
                _tags[tag] = place;
            }
        }
    }

    /// <summary>Does one step; its records go out when it is whole, in order.</summary>
    internal T Run<T>(Func<InMemoryCacheServer, T> step)
    {
        T answer;
        lock (_gate)
        {
            answer = step(this);
        }

        Deliver();
        return answer;
    }

    internal DistributedEntry? Get(string key) => PartitionOf(key).Find(key);

    internal LeaseReply Acquire(string key, LeaseRequest request)
    {
        var partition = PartitionOf(key);
        var entry = partition.Find(key);
        if (entry is { State: DistributedEntryState.Value or DistributedEntryState.NotFound } && entry.Version > request.SeenVersion)
        {
            return new LeaseReply(LeaseOutcome.Found, entry, TimeSpan.Zero);
        }

        if (partition.FindLease(key) is { } lease && lease.Operation != request.Lease && !(lease.IsCooling && request.OverrideCooling))
        {
            return new LeaseReply(lease.IsCooling ? LeaseOutcome.Cooling : LeaseOutcome.Busy, null, lease.EndsAt - clock.GetUtcNow());
        }

        partition.Leases[key] = new InMemoryCacheLease(request.Lease, clock.GetUtcNow() + request.Duration, false);
        return new LeaseReply(LeaseOutcome.Granted, null, TimeSpan.Zero);
    }

    internal bool Renew(string key, OperationId lease, TimeSpan duration)
    {
        var partition = PartitionOf(key);
        if (partition.FindLease(key) is not { IsCooling: false } held || held.Operation != lease)
        {
            return false;
        }

        partition.Leases[key] = held with { EndsAt = clock.GetUtcNow() + duration };
        return true;
    }

    internal long Commit(string key, OperationId lease, DistributedWrite write)
    {
        var partition = PartitionOf(key);
        if (partition.FindLease(key) is not { IsCooling: false } held || held.Operation != lease)
        {
            return 0;
        }

        if (partition.IsOutdated(key, write.SourceVersion))
        {
            partition.Leases.Remove(key);
            Push(new CacheLogRecord(partition.Index, 0, lease, CacheLogKind.Wake, key));
            return 0;
        }

        return Write(partition, key, lease, write, CacheLogKind.Commit);
    }

    internal bool Abandon(string key, OperationId lease, TimeSpan coolDown)
    {
        var partition = PartitionOf(key);
        if (partition.FindLease(key) is not { IsCooling: false } held || held.Operation != lease)
        {
            return false;
        }

        if (coolDown > TimeSpan.Zero)
        {
            partition.Leases[key] = new InMemoryCacheLease(lease, clock.GetUtcNow() + coolDown, true);
        }
        else
        {
            partition.Leases.Remove(key);
        }

        Push(new CacheLogRecord(partition.Index, 0, lease, CacheLogKind.Wake, key));
        return true;
    }

    internal long Set(string key, OperationId operation, DistributedWrite write)
    {
        var partition = PartitionOf(key);
        return partition.IsOutdated(key, write.SourceVersion) ? 0 : Write(partition, key, operation, write, CacheLogKind.Set);
    }

    internal long Remove(string key, OperationId operation, long sourceVersion, TimeSpan remember)
    {
        var partition = PartitionOf(key);
        var kept = Math.Max(sourceVersion, partition.Find(key)?.SourceVersion ?? 0);
        partition.Values.Remove(key);
        partition.Leases.Remove(key);
        var version = Append(partition, operation, CacheLogKind.Remove, key);
        if (sourceVersion > 0)
        {
            partition.Put(key, version, DistributedEntryState.Tombstone, new DistributedWrite(default, default, remember, kept));
        }

        return version;
    }

    internal long Expire(string key, OperationId operation)
    {
        var partition = PartitionOf(key);
        partition.Leases.Remove(key);
        var version = Append(partition, operation, CacheLogKind.Expire, key);
        partition.MarkExpired(key, version);
        return version;
    }

    internal long RemoveTag(string tag, OperationId operation) => _tags[tag] = Append(_partitions[0], operation, CacheLogKind.Tag, tag);

    internal long TagVersion(string tag) => _tags.GetValueOrDefault(tag);

    internal long Announce(string text, OperationId operation) => Append(_partitions[0], operation, CacheLogKind.Announce, text);

    internal CacheLogHeads Heads() => new([.. _partitions.Select(static p => p.Head)], clock.GetUtcNow());

    internal CacheLogPage Read(int partition, long after) => _partitions[partition].Read(after);

    private static InMemoryCachePartition[] Create(TimeProvider clock, int partitions, int logLength) =>
        [.. Enumerable.Range(0, partitions).Select(i => new InMemoryCachePartition(i, logLength, clock))];

    private InMemoryCachePartition PartitionOf(string key)
    {
        var hash = 2166136261u;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 16777619;
        }

        return _partitions[hash % (uint)_partitions.Length];
    }

    private long Write(InMemoryCachePartition partition, string key, OperationId operation, DistributedWrite write, CacheLogKind kind)
    {
        var kept = write with { SourceVersion = Math.Max(write.SourceVersion, 0) };
        partition.Leases.Remove(key);
        var version = Append(partition, operation, kind, key);
        partition.Put(key, version, write.State, kept);
        return version;
    }

    private long Append(InMemoryCachePartition partition, OperationId operation, CacheLogKind kind, string text)
    {
        var record = partition.Append(operation, kind, text);
        Push(record);
        return record.Sequence;
    }

    private void Push(CacheLogRecord record) => _outbox.Enqueue(record);

    private void Deliver()
    {
        while (true)
        {
            CacheLogRecord record;
            InMemoryCacheNode[] nodes;
            lock (_gate)
            {
                // One at a time: a step that a delivery leads to waits for its turn.
                if (_isDelivering || !_outbox.TryDequeue(out record))
                {
                    return;
                }

                _isDelivering = true;
                nodes = [.. _nodes];
            }

            foreach (var node in nodes)
            {
                node.Push(record);
            }

            lock (_gate)
            {
                _isDelivering = false;
            }
        }
    }
}
