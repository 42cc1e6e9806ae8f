namespace Seckill.Caching.Telemetry;

/// <summary>
/// Counts events. Local hits go to one of several cells by thread, without a lock: two threads that share a cell may lose a count,
/// which is the price of a hit that costs a nanosecond.
/// </summary>
internal sealed class CacheCounters
{
    private const int Cells = 64;
    private const int CellLength = 16;

    private readonly long[] _localHits = new long[(Cells + 1) * CellLength];
    private readonly long[] _events = new long[Enum.GetValues<CacheEvent>().Length];

    public long LocalHits
    {
        get
        {
            long sum = 0;
            for (var i = 0; i < Cells; i++)
            {
                sum += Volatile.Read(ref _localHits[(i + 1) * CellLength]);
            }

            return sum;
        }
    }

    public void LocalHit() => _localHits[((Environment.CurrentManagedThreadId & (Cells - 1)) + 1) * CellLength]++;

    public void Count(CacheEvent what) => Interlocked.Increment(ref _events[(int)what]);

    public void Count(CacheEvent what, int times) => Interlocked.Add(ref _events[(int)what], times);

    public long Read(CacheEvent what) => Volatile.Read(ref _events[(int)what]);
}
