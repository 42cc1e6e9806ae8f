using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;

namespace Seckill.Rehearsal.Judging;

/// <summary>What is known when a sale has come to rest.</summary>
/// <param name="Stock">Units that were put up.</param>
/// <param name="Limit">Units one buyer may hold.</param>
/// <param name="Buyers">Everybody who came, with what they heard.</param>
/// <param name="Orders">The operator's list of orders, by id.</param>
/// <param name="Books">The books at rest.</param>
internal sealed record SaleEnd(long Stock, int Limit, IReadOnlyList<Buyer> Buyers, IReadOnlyDictionary<string, OrderView> Orders, BooksView Books)
{
    /// <summary>Units in live orders.</summary>
    public long LiveUnits { get; } = Orders.Values.Where(order => order.IsLive).Sum(order => (long)order.Quantity);

    public long Oversold => Math.Max(0, Math.Max(LiveUnits, Books.Committed) - Stock);

    /// <summary>Units that nobody holds and nobody can buy.</summary>
    public long Stranded => Math.Max(0, Stock - Books.Available - Math.Min(LiveUnits, Books.Committed));
}
