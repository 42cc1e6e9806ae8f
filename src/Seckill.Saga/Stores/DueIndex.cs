namespace Seckill.Sagas.Stores;

/// <summary>Rows with a due time, by shard and in order of time.</summary>
internal sealed class DueIndex
{
    private readonly Dictionary<int, SortedDictionary<SagaCursor, SagaRow>> _shards = [];

    public void Add(SagaRow row)
    {
        if (row.DueAt is null)
        {
            return;
        }

        if (!_shards.TryGetValue(row.Shard, out var rows))
        {
            _shards.Add(row.Shard, rows = new SortedDictionary<SagaCursor, SagaRow>(CursorOrder.Instance));
        }

        rows.Add(row.CursorFor(SagaClaimKind.Due), row);
    }

    public void Remove(SagaRow row)
    {
        if (row.DueAt is not null)
        {
            _shards[row.Shard].Remove(row.CursorFor(SagaClaimKind.Due));
        }
    }

    public List<SagaRow> Take(SagaClaim claim) =>
        !_shards.TryGetValue(claim.Shard, out var rows)
            ? []
            : [.. rows
                .TakeWhile(r => r.Key.DueAt <= claim.AsOf)
                .SkipWhile(r => claim.After is { } after && CursorOrder.Instance.Compare(r.Key, after) <= 0)
                .Take(claim.Max)
                .Select(r => r.Value)];
}
