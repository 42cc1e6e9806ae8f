using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Ledger;

/// <summary>What the ledger knows of a sale's stock at the start of a rebuild.</summary>
/// <param name="Sale">The sale, with the new epoch.</param>
/// <param name="LiveOrders">Every unpaid or paid order.</param>
/// <param name="HeldUnits">Units that count against a buyer's limit without a live order.</param>
public sealed record StockSnapshot(Sale Sale, IReadOnlyList<LoadItem> LiveOrders, IReadOnlyList<BuyerUnits> HeldUnits);
