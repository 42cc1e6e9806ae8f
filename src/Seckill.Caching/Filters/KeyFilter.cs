namespace Seckill.Caching.Filters;

/// <summary>
/// The filter of one prefix. Until it is built, and when it is too full or may have missed an id, it lets everything through. It never forgets an id,
/// but a new one is built beside it and takes its place.
/// </summary>
internal sealed class KeyFilter(string prefix, KeyFilterOptions options)
{
    // An id is announced before its row can be read: the row may appear only when a build has passed its place. So each build takes the latest over.
    private const int MaxRecent = 65_536;

    private readonly Lock _gate = new();
    private readonly Queue<string> _recent = new();
    private readonly HashSet<string> _recentIds = new(StringComparer.Ordinal);
    private BlockedBloomFilter? _current;
    private BlockedBloomFilter? _next;
    private long _missed;
    private long _covered;

    public string Prefix { get; } = prefix;

    public KeyFilterOptions Options { get; } = options;

    public bool IsBuilt => Volatile.Read(ref _current) is not null;

    /// <summary>Whether it should be built anew now, not only when its time comes.</summary>
    public bool NeedsBuild => HasMissed || _current is not { } current || IsTooFull(current);

    public long Count => _current?.Count ?? 0;

    private bool HasMissed => Volatile.Read(ref _missed) != Volatile.Read(ref _covered);

    public bool MayContain(ReadOnlySpan<char> id) =>
        Volatile.Read(ref _current) is not { } filter || HasMissed || filter.MayContain(id) || IsTooFull(filter);

    public void Add(ReadOnlySpan<char> id)
    {
        lock (_gate)
        {
            if (IsRecent_NeedsLock(id))
            {
                return;
            }

            var text = id.ToString();
            _recentIds.Add(text);
            _recent.Enqueue(text);
            if (_recent.Count > MaxRecent)
            {
                _recentIds.Remove(_recent.Dequeue());
            }

            _current?.Add(id);
            _next?.Add(id);
        }
    }

    /// <summary>Whether an id is one of the latest that were announced.</summary>
    public bool WasAnnounced(ReadOnlySpan<char> id)
    {
        lock (_gate)
        {
            return IsRecent_NeedsLock(id);
        }
    }

    /// <summary>An id may have been announced without being heard here.</summary>
    public void Missed() => Interlocked.Increment(ref _missed);

    /// <summary>Builds a new one from the ids; what is added meanwhile goes into both.</summary>
    public async Task BuildAsync(IKeyIdSource source, CancellationToken cancellationToken)
    {
        var capacity = Options.Capacity;
        while (true)
        {
            // What is missed from here on is not covered by this build.
            var missed = Volatile.Read(ref _missed);
            var next = new BlockedBloomFilter(capacity);
            Begin(next);
            await foreach (var id in source.ReadIdsAsync(cancellationToken).ConfigureAwait(false))
            {
                next.Add(id);
            }

            if (!IsTooFull(next))
            {
                End(next, missed);
                return;
            }

            capacity = checked((int)Math.Min(int.MaxValue, next.Count * 2));
        }
    }

    private void Begin(BlockedBloomFilter next)
    {
        lock (_gate)
        {
            _next = next;
            foreach (var id in _recent)
            {
                next.Add(id);
            }
        }
    }

    private void End(BlockedBloomFilter next, long missed)
    {
        lock (_gate)
        {
            _next = null;
            Volatile.Write(ref _current, next);
            Volatile.Write(ref _covered, missed);
        }
    }

    private bool IsRecent_NeedsLock(ReadOnlySpan<char> id) => _recentIds.GetAlternateLookup<ReadOnlySpan<char>>().Contains(id);

    private static bool IsTooFull(BlockedBloomFilter filter) => filter.Count > filter.Capacity * 1.5;
}
