using Seckill.Ids;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>What of a row never changes, and is looked for.</summary>
internal readonly record struct RecentRow(long Row, PurchaseId Id, BuyerId Buyer);
