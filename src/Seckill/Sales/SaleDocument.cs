using Seckill.Caching;
using Seckill.Ids;

namespace Seckill.Sales;

/// <summary>The part of a sale that never changes under its version: what may be kept for long at the edge. It holds no stock and no status.</summary>
/// <param name="Id">The sale.</param>
/// <param name="Product">The product.</param>
/// <param name="Title">Title for shoppers.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="StartsAt">First moment of the window.</param>
/// <param name="EndsAt">End of the window, exclusive.</param>
/// <param name="Version">The sale's version, as operators see it; part of the document's address.</param>
/// <param name="Stamp">The version of the cache entry that it was made from.</param>
public sealed record SaleDocument(
    SaleId Id, ProductId Product, string Title, Money Price, DateTimeOffset StartsAt, DateTimeOffset EndsAt, long Version, CacheStamp Stamp);
