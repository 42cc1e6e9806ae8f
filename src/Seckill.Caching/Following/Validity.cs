using Seckill.Caching.Local;

namespace Seckill.Caching.Following;

/// <summary>
/// Decides what a local entry is still good for. Whatever may spoil many entries at once raises the generation, so that a hit compares one number and
/// only then looks closer.
/// </summary>
internal sealed class Validity(CacheClock clock, long degradedLife)
{
    private long _generation;
    private int _epoch;
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

    public void TagRemoved(string tag, long sequence)
    {
        Tags.Record(tag, sequence);
        Interlocked.Increment(ref _generation);
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
