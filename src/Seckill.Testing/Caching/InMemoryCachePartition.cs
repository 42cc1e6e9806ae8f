using Seckill.Caching;

namespace Seckill.Testing.Caching;

/// <summary>Values, leases and log with one sequence.</summary>
internal sealed class InMemoryCachePartition
{
    private readonly int _logLength;
    private readonly TimeProvider _clock;
    private readonly List<CacheLogRecord> _log = [];
    private long _sequence;

    private InMemoryCachePartition(InMemoryCachePartition other)
    {
        (Index, _logLength, _clock, _sequence) = (other.Index, other._logLength, other._clock, other._sequence);
        _log.AddRange(other._log);
        (Values, Leases) = (new(other.Values, StringComparer.Ordinal), new(other.Leases, StringComparer.Ordinal));
    }

    public InMemoryCachePartition(int index, int logLength, TimeProvider clock)
    {
        (Index, _logLength, _clock) = (index, logLength, clock);
        // Like a server that knows nothing of an earlier life: later than anything it can have issued.
        _sequence = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        Append(default, CacheLogKind.Wake, "");
    }

    public int Index { get; }

    public Dictionary<string, (DistributedEntry Entry, DateTimeOffset EndsAt)> Values { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, InMemoryCacheLease> Leases { get; } = new(StringComparer.Ordinal);

    public CacheLogHead Head => new(_log[^1].Sequence, _log[^1].Operation);

    public DistributedEntry? Find(string key) => Values.TryGetValue(key, out var value) && value.EndsAt > _clock.GetUtcNow() ? value.Entry : null;

    public InMemoryCacheLease? FindLease(string key) => Leases.TryGetValue(key, out var lease) && lease.EndsAt > _clock.GetUtcNow() ? lease : null;

    public bool IsOutdated(string key, long sourceVersion) => sourceVersion > 0 && Find(key)?.SourceVersion > sourceVersion;

    public void Put(string key, long version, DistributedEntryState state, DistributedWrite write)
    {
        var entry = new DistributedEntry
        {
            Version = version, State = state, WrittenAt = _clock.GetUtcNow(), SourceVersion = write.SourceVersion, Body = write.Body.ToArray(),
        };
        Values[key] = (entry, _clock.GetUtcNow() + write.KeepFor);
    }

    public void MarkExpired(string key, long version)
    {
        if (Find(key) is not { State: DistributedEntryState.Value or DistributedEntryState.Expired } entry)
        {
            if (Find(key) is { State: DistributedEntryState.NotFound })
            {
                Values.Remove(key);
            }

            return;
        }

        var marked = new DistributedEntry
        {
            Version = version, State = DistributedEntryState.Expired, WrittenAt = entry.WrittenAt, SourceVersion = entry.SourceVersion, Body = entry.Body,
        };
        Values[key] = (marked, Values[key].EndsAt);
    }

    public CacheLogRecord Append(OperationId operation, CacheLogKind kind, string text)
    {
        var record = new CacheLogRecord(Index, ++_sequence, operation, kind, text);
        _log.Add(record);
        if (_log.Count > _logLength)
        {
            _log.RemoveAt(0);
        }

        return record;
    }

    public InMemoryCachePartition Copy() => new(this);

    public CacheLogPage Read(long after)
    {
        var skip = after - _log[0].Sequence + 1;
        return skip < 0 ? new CacheLogPage([], false) : new CacheLogPage([.. _log.Skip((int)Math.Min(skip, _log.Count))], true);
    }
}
