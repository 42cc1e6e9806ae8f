using Seckill.Sales;

namespace Seckill.Ledger;

/// <summary>The ledger's side of a sale's books, all of one moment.</summary>
/// <param name="Sale">The sale with its counts.</param>
/// <param name="ReturningUnits">Units of all its stock returns.</param>
/// <param name="OldestReturns">The first of its stock returns, oldest first.</param>
/// <param name="OpenAdjustment">The adjustment that is not ended; null when there is none.</param>
public sealed record StockBooks(Sale Sale, long ReturningUnits, IReadOnlyList<StockReturn> OldestReturns, StockAdjustment? OpenAdjustment);
