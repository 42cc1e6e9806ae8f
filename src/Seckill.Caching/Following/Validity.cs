using System.Collections.Concurrent;
using Seckill.Caching.Local;

namespace Seckill.Caching.Following;

/// <summary>
/// Decides what a local entry is still good for. Whatever may spoil many entries at once raises the generation, so that a hit compares one number and
/// only then looks closer.
/// </summary>
internal sealed class Validity(CacheClock clock, long degradedLife)
{
    // Tags removed without an answer, with the epoch that began then.
    private readonly ConcurrentDictionary<string, int> _removedWithoutPlace = new(StringComparer.Ordinal);
    private long _generation;
    private int _epoch;
    private int _oldestEpoch;
    private bool _isTrusted = true;

    public TagTable Tags { get; } = new();

    public long Generation => Volatile.Read(ref _generation);

    /// <summary>The generation that a copy made now may carry: none, so that each hit looks closer, while the log is not heard.</summary>
    public long GenerationForCopies
    {
        get
        {
            var generation = Generation;
            return IsTrusted ? generation : -1;
        }
    }

    public int Epoch => Volatile.Read(ref _epoch);

    public bool IsTrusted
    {
        get => Volatile.Read(ref _isTrusted);
        set
        {
            Volatile.Write(ref _isTrusted, value);
            Interlocked.Increment(ref _generation);
        }
    }

    /// <summary>Everything local may be out of date: it must be read again, and serves only as a stand-in.</summary>
    public void Flush()
    {
        Interlocked.Increment(ref _epoch);
        Interlocked.Increment(ref _generation);
    }

    /// <summary>Everything local is gone: it carries places of a history that is lost, and cannot even be judged as a stand-in.</summary>
    public void Drop()
    {
        Volatile.Write(ref _oldestEpoch, Interlocked.Increment(ref _epoch));
        Interlocked.Increment(ref _generation);
    }

    /// <summary>Whether what was begun in this epoch belongs to a history that is lost.</summary>
    public bool IsLost(int epoch) => epoch < Volatile.Read(ref _oldestEpoch);

    public void TagRemoved(string tag, long sequence)
    {
        Tags.Record(tag, sequence);
        Interlocked.Increment(ref _generation);
    }

    /// <summary>
    /// Everything under a tag is gone, but the removal's place in the log is not known, so that copies made before it cannot be told by their stamp:
    /// all are read again, and those under the tag do not even serve as a stand-in.
    /// </summary>
    public void TagRemovedWithoutPlace(string tag)
    {
        Flush();
        _removedWithoutPlace[tag] = Epoch;
    }

    /// <summary>The removal has its place now: stamps tell.</summary>
    public void TagPlaced(string tag) => _removedWithoutPlace.TryRemove(tag, out _);

    /// <summary>Whether an older copy was removed by such a removal, or dropped with its history.</summary>
    public bool IsDropped(LocalEntry entry)
    {
        if (IsLost(entry.Epoch))
        {
            return true;
        }

        // In this order: to find a concurrent dictionary empty takes all its locks.
        if (entry.Epoch == Epoch || _removedWithoutPlace.IsEmpty)
        {
            return false;
        }

        if (IsRemoved(TagTable.Everything))
        {
            return true;
        }

        for (var i = 0; i < entry.Tags.Count; i++)
        {
            if (IsRemoved(entry.Tags[i]))
            {
                return true;
            }
        }

        return false;

        bool IsRemoved(string tag) => _removedWithoutPlace.TryGetValue(tag, out var since) && entry.Epoch < since;
    }

    public Freshness Judge(LocalEntry entry)
    {
        // Taken first: what changes meanwhile raises it again.
        var generation = Generation;
        var now = clock.Now;
        if (now >= entry.KeepUntil)
        {
            return Freshness.Gone;
        }

        switch (Tags.Check(entry.Tags, entry.TagStamp))
        {
            case TagState.Removed:
                return Freshness.Gone;
            case TagState.Unknown:
                return Freshness.Stale;
        }

        if (IsDropped(entry))
        {
            return Freshness.Gone;
        }

        if (entry.Epoch != Epoch || now >= entry.FreshUntil)
        {
            return Freshness.Stale;
        }

        if (!IsTrusted)
        {
            var age = now - entry.LoadedAt;
            return age <= degradedLife ? Freshness.Fresh : age <= 2 * degradedLife ? Freshness.Refresh : Freshness.Stale;
        }

        entry.Generation = generation;
        return now >= entry.CheckAt ? Freshness.Refresh : Freshness.Fresh;
    }
}
