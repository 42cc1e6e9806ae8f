namespace Seckill.Caching.Tests.Model;

/// <summary>A log, or the bus that pushes it, with one bug.</summary>
internal sealed class BuggyLog(ICacheLog inner, string bug) : ICacheLog
{
    private readonly Dictionary<int, CacheLogHead> _heard = [];
    private CacheLogHeads? _first;

    public ValueTask<IAsyncDisposable> SubscribeAsync(ICacheLogListener listener, CancellationToken cancellationToken = default) =>
        inner.SubscribeAsync(new Listener(listener, bug, _heard), cancellationToken);

    public async ValueTask<CacheLogHeads> ReadHeadsAsync(CancellationToken cancellationToken = default)
    {
        var heads = await inner.ReadHeadsAsync(cancellationToken);
        _first ??= heads;
        return bug == "heads tell what was pushed" ? heads with { Heads = [.. _first.Heads.Select((h, p) => _heard.GetValueOrDefault(p, h))] } : heads;
    }

    public async ValueTask<CacheLogPage> ReadAsync(int partition, long after, CancellationToken cancellationToken = default)
    {
        var page = await inner.ReadAsync(partition, after, cancellationToken);
        return bug == "log is read without its changes" ? page with { Records = [.. page.Records.Select(Blank)] } : page;
    }

    private static CacheLogRecord Blank(CacheLogRecord record) => record with { Kind = CacheLogKind.Wake };

    private sealed class Listener(ICacheLogListener inner, string bug, Dictionary<int, CacheLogHead> heard) : ICacheLogListener
    {
        public void Received(CacheLogRecord record)
        {
            if (record.Sequence > 0)
            {
                heard[record.Partition] = new CacheLogHead(record.Sequence, record.Operation);
            }

            var isLost = bug == "bus tells of no change" || (bug == "bus tells of no tag" && record.Kind == CacheLogKind.Tag);
            inner.Received(isLost && record.Sequence > 0 ? Blank(record) : record);
        }

        public void LinkRestored() => inner.LinkRestored();
    }
}
