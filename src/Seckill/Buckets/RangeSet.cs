namespace Seckill.Buckets;

/// <summary>Numbers as ranges; those that touch are one, so that what grows at its end stays one entry however long a gap before it stands.</summary>
internal sealed class RangeSet
{
    // In order, apart from each other by at least one number.
    private readonly List<(long First, long Last)> _ranges = [];

    public int Count => _ranges.Count;

    public void Clear() => _ranges.Clear();

    public void Add(long first, long last)
    {
        var at = _ranges.Count;
        while (at > 0 && _ranges[at - 1].Last >= first - 1)
        {
            at--;
        }

        var end = at;
        while (end < _ranges.Count && _ranges[end].First <= last + 1)
        {
            (first, last) = (Math.Min(first, _ranges[end].First), Math.Max(last, _ranges[end].Last));
            end++;
        }

        _ranges.RemoveRange(at, end - at);
        _ranges.Insert(at, (first, last));
    }

    /// <summary>Takes out what is known up to a number and what follows it without a gap.</summary>
    /// <returns>The last number up to which there is no gap.</returns>
    public long TakeFrom(long upTo)
    {
        var taken = 0;
        while (taken < _ranges.Count && _ranges[taken].First <= upTo + 1)
        {
            upTo = Math.Max(upTo, _ranges[taken++].Last);
        }

        _ranges.RemoveRange(0, taken);
        return upTo;
    }
}
