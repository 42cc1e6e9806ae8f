using Seckill.Ids;

namespace Seckill.Buckets;

/// <summary>
/// The buyers who may hold something in a bucket, and up to which reservation number they are all known. A refusal from memory is
/// allowed only to others, and only while the filter covers what the refusal rests on. Grows by layers, so it never fills up.
/// </summary>
internal sealed class HolderFilter
{
    private const long NoneYet = -1;

    private readonly Lock _lock = new();
    private readonly RangeSet _ahead = new();
    private BloomLayer[] _layers;
    private int _newest;
    private Coverage _coverage = new(-1, NoneYet);

    public HolderFilter(int expected) => _layers = [new BloomLayer(Math.Max(1024, expected))];

    public void Add(BuyerId buyer)
    {
        var hash = BloomLayer.Hash(buyer.Value);
        var layers = Volatile.Read(ref _layers);
        for (var i = 0; i < layers.Length - 1; i++)
        {
            if (layers[i].MayContain(hash))
            {
                return;
            }
        }

        if (layers[^1].Add(hash) && Interlocked.Increment(ref _newest) > layers[^1].Capacity)
        {
            Grow(layers);
        }
    }

    public bool MayContain(BuyerId buyer)
    {
        var hash = BloomLayer.Hash(buyer.Value);
        foreach (var layer in Volatile.Read(ref _layers))
        {
            if (layer.MayContain(hash))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Says that the buyers of the reservations <paramref name="first"/> to <paramref name="last"/> have been added.</summary>
    public void Cover(long epoch, long first, long last)
    {
        lock (_lock)
        {
            var known = _coverage;
            if (epoch != known.Epoch || last <= known.UpTo)
            {
                return;
            }

            // Two lanes may come back in either order; a part that is ahead waits for the one before it.
            _ahead.Add(first, last);
            Advance(known);
        }
    }

    /// <summary>A new epoch begins: from now on its reservations are counted, though none are covered before a scan.</summary>
    public void Begin(long epoch)
    {
        lock (_lock)
        {
            if (epoch != _coverage.Epoch)
            {
                _ahead.Clear();
                Volatile.Write(ref _coverage, new Coverage(epoch, NoneYet));
            }
        }
    }

    /// <summary>Says that all buyers up to a reservation have been added by a scan.</summary>
    public void CoverAll(long epoch, long upTo)
    {
        lock (_lock)
        {
            if (epoch == _coverage.Epoch)
            {
                Advance(_coverage with { UpTo = Math.Max(_coverage.UpTo, upTo) });
            }
        }
    }

    private void Advance(Coverage known)
    {
        Volatile.Write(ref _coverage, known.UpTo == NoneYet ? known : known with { UpTo = _ahead.TakeFrom(known.UpTo) });
    }

    public bool Covers(long epoch, long sequence)
    {
        var known = Volatile.Read(ref _coverage);
        return epoch == known.Epoch && sequence <= known.UpTo;
    }

    private void Grow(BloomLayer[] seen)
    {
        lock (_lock)
        {
            if (ReferenceEquals(seen, _layers))
            {
                Interlocked.Exchange(ref _newest, 0);
                Volatile.Write(ref _layers, [.. seen, new BloomLayer(seen[^1].Capacity * 2)]);
            }
        }
    }

    private sealed record Coverage(long Epoch, long UpTo);
}
