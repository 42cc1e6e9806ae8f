namespace Seckill.Sagas.Stores;

/// <summary>
/// Keeps sagas in the memory of this process, as bytes and behind the same compare-and-set and fences as any other store: for tests, and for
/// sagas that may be forgotten with the process. Several engines may share one. The room of deleted sagas is used again and never given back: the
/// store stays as large as it was at its fullest.
/// </summary>
/// <param name="time">The clock of the leases.</param>
public sealed class InMemorySagaStore(TimeProvider time) : ISagaStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SagaId, SagaRow> _rows = [];
    private readonly RowMemory _memory = new();
    private readonly KeyIndex _keys = new();
    private readonly DueIndex _due = new();
    private readonly ShardTable _shards = new();

    /// <inheritdoc />
    public ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outcomes.Length, records.Length);
        lock (_lock)
        {
            for (var i = 0; i < records.Length; i++)
            {
                outcomes.Span[i] = Commit_NeedsLock(records.Span[i]);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_rows.TryGetValue(id, out var row) ? row.Read() : null);
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new([.. ids.Select(id => _rows.TryGetValue(id, out var row) ? row.Read() : null)]);
        }
    }

    /// <inheritdoc />
    public ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_keys.Find(definition, correlationKey)?.Read());
        }
    }

    /// <inheritdoc />
    public ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_shards.EpochOf(claim.Shard) != claim.Epoch)
            {
                return new(new SagaClaimPage([], null));
            }

            var rows = claim.Kind == SagaClaimKind.Due ? _due.Take(claim) : Interrupted_NeedsLock(claim);
            var next = rows.Count < claim.Max ? (SagaCursor?)null : rows[^1].CursorFor(claim.Kind);
            return new(new SagaClaimPage([.. rows.Select(r => r.Read())], next));
        }
    }

    /// <inheritdoc />
    public ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var found = _rows.Values
                .Where(r => (query.Status is null || r.Status == query.Status)
                    && (query.Definition is null || r.Definition == query.Definition)
                    && (query.NotUpdatedSince is null || r.UpdatedAt <= query.NotUpdatedSince))
                .OrderByDescending(r => r.CreatedAt)
                .ThenByDescending(r => r.Id.Value, StringComparer.Ordinal)
                .Skip((query.Page - 1) * query.PageSize)
                .Take(query.PageSize + 1)
                .ToList();
            return new(new SagaPage([.. found.Take(query.PageSize).Select(r => r.Read())], found.Count > query.PageSize));
        }
    }

    /// <inheritdoc />
    public ValueTask<int?> FindHighestShardAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_rows.Values.Where(r => r.DueAt is not null || r.Status is SagaStatus.Running or SagaStatus.Compensating).Max(r => (int?)r.Shard));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new([.. _rows.Values.CountBy(r => (r.Definition, r.Status)).Select(c => new SagaCount(c.Key.Definition, c.Key.Status, c.Value))]);
        }
    }

    /// <inheritdoc />
    public ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var old = _rows.Values.Where(r => r.Status.IsEnded() && r.DueAt is null && r.UpdatedAt < updatedBefore).Take(max).ToList();
            foreach (var row in old)
            {
                _rows.Remove(row.Id);
                row.Forget(_memory);
                _keys.Remove(row);
            }

            return new(old.Count);
        }
    }

    /// <inheritdoc />
    public ValueTask<ShardLease?> AcquireShardAsync(int shard, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_shards.Acquire(shard, owner, timeToLive, time.GetUtcNow()));
        }
    }

    /// <inheritdoc />
    public ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_shards.Renew(lease, timeToLive, time.GetUtcNow()));
        }
    }

    /// <inheritdoc />
    public ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _shards.Release(lease);
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_shards.List(time.GetUtcNow()));
        }
    }

    private SagaCommitOutcome Commit_NeedsLock(SagaRecord record)
    {
        var row = _rows.GetValueOrDefault(record.Id);
        if (row is not null && row.Seq == record.Seq && row.WriteId == record.WriteId)
        {
            return SagaCommitOutcome.Committed;
        }

        if (record.Epoch != 0 && record.Epoch < _shards.EpochOf(record.Shard))
        {
            return SagaCommitOutcome.Fenced;
        }

        if ((row?.Seq ?? 0) != record.Seq - 1)
        {
            return SagaCommitOutcome.Stale;
        }

        if (!record.Status.IsEnded() && !_keys.IsFree(record))
        {
            return SagaCommitOutcome.KeyTaken;
        }

        Write_NeedsLock(row, record);
        return SagaCommitOutcome.Committed;
    }

    private void Write_NeedsLock(SagaRow? row, SagaRecord record)
    {
        if (row is null)
        {
            row = new SagaRow(record.Id);
            _rows.Add(record.Id, row);
        }
        else
        {
            _due.Remove(row);
        }

        if (row.Key != record.CorrelationKey)
        {
            _keys.Remove(row);
        }

        row.Write(record, _memory);
        _keys.Add(row);
        _due.Add(row);
    }

    private List<SagaRow> Interrupted_NeedsLock(SagaClaim claim) =>
        [.. _rows.Values
            .Where(r => r.Shard == claim.Shard && r.Epoch < claim.Epoch && r.DueAt is null && (r.Status is SagaStatus.Running or SagaStatus.Compensating))
            .Where(r => claim.After is not { } after || string.CompareOrdinal(r.Id.Value, after.Id.Value) > 0)
            .OrderBy(r => r.Id.Value, StringComparer.Ordinal)
            .Take(claim.Max)];
}
