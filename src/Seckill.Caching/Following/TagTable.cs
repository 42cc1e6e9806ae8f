using System.Collections.Concurrent;

namespace Seckill.Caching.Following;

/// <summary>
/// Removals of tags by their place in the log. An entry carries the place that was known when its load began; it is dead when one of its tags was removed
/// later than that. Order comes from the server, never from a clock.
/// </summary>
internal sealed class TagTable
{
    public const string Everything = "*";

    private const int Capacity = 100_000;

    private readonly ConcurrentDictionary<string, long> _removed = new(StringComparer.Ordinal);
    private long _everything;
    private long _known;
    private long _completeSince;

    /// <summary>The highest place in the log of tags that this node has heard of: what loads starting now carry.</summary>
    public long Known => Volatile.Read(ref _known);

    /// <summary>Every removal after this place is in the table.</summary>
    public long CompleteSince => Volatile.Read(ref _completeSince);

    /// <summary>The place of the last removal of everything; 0 when there was none.</summary>
    public long RemovedEverything => Volatile.Read(ref _everything);

    /// <summary>Whether so many tags were removed that the table should be begun anew.</summary>
    public bool IsFull => _removed.Count > Capacity;

    public void Observe(long sequence) => Raise(ref _known, sequence);

    /// <summary>Notes what is known of a tag's last removal; 0 when there was none.</summary>
    public void Record(string tag, long sequence)
    {
        if (tag == Everything)
        {
            Raise(ref _everything, sequence);
        }
        else
        {
            _removed.AddOrUpdate(tag, static (_, s) => s, static (_, old, s) => Math.Max(old, s), sequence);
        }

        Observe(sequence);
    }

    /// <summary>Forgets everything: the table is complete for what comes after this place, and older entries must be asked about.</summary>
    public void Reset(long since)
    {
        Volatile.Write(ref _completeSince, since);
        _removed.Clear();
        Observe(since);
    }

    /// <summary>Begins anew in another history, whose places may be lower than those known.</summary>
    public void Restart(long since, long everything)
    {
        Volatile.Write(ref _everything, everything);
        Volatile.Write(ref _known, Math.Max(since, everything));
        Volatile.Write(ref _completeSince, since);
        _removed.Clear();
    }

    public TagState Check(IReadOnlyList<string> tags, long stamp)
    {
        if (Volatile.Read(ref _everything) > stamp)
        {
            return TagState.Removed;
        }

        var state = TagState.Valid;
        for (var i = 0; i < tags.Count; i++)
        {
            if (_removed.TryGetValue(tags[i], out var removed))
            {
                if (removed > stamp)
                {
                    return TagState.Removed;
                }
            }
            else if (stamp < CompleteSince)
            {
                state = TagState.Unknown;
            }
        }

        return state;
    }

    public bool Knows(string tag) => _removed.ContainsKey(tag);

    private static void Raise(ref long target, long value)
    {
        var seen = Volatile.Read(ref target);
        while (value > seen)
        {
            var found = Interlocked.CompareExchange(ref target, value, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }
}
