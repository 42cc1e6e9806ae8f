using System.Collections.Concurrent;
using Seckill.Ids;

namespace Seckill.Reconciliation;

/// <summary>Since when each thing has been on its way, as far as this node has seen.</summary>
internal sealed class BooksAges(TimeProvider time)
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<SaleId, Dictionary<(string Cause, string Id), long>> _firstSeen = new();

    /// <summary>Takes note of a reading.</summary>
    /// <param name="sale">The sale.</param>
    /// <param name="inFlight">What is on its way.</param>
    /// <param name="isWhole">True when what is not named is not on its way any more; false when the reading may have missed it.</param>
    /// <returns>True when something that is on its way now has been so for more than 10 s.</returns>
    public bool HasOutlived(SaleId sale, IReadOnlyList<BooksDifference> inFlight, bool isWhole)
    {
        var now = time.GetTimestamp();
        var known = _firstSeen.GetOrAdd(sale, static _ => []);
        lock (known)
        {
            var named = inFlight.SelectMany(d => d.Ids.DefaultIfEmpty("").Select(id => (d.Cause, id))).ToHashSet();
            if (isWhole)
            {
                foreach (var gone in known.Keys.Where(k => !named.Contains(k)).ToList())
                {
                    known.Remove(gone);
                }
            }

            var isOld = false;
            foreach (var item in named)
            {
                known.TryAdd(item, now);
                isOld |= time.GetElapsedTime(known[item], now) > s_grace;
            }

            return isOld;
        }
    }

    /// <summary>A sale that is over has nothing on its way.</summary>
    public void Forget(SaleId sale) => _firstSeen.TryRemove(sale, out _);
}
