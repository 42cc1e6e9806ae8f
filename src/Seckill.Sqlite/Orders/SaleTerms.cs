namespace Seckill.Sqlite.Orders;

/// <summary>What an order takes over from its sale, and the sale's room when a call began.</summary>
internal sealed record SaleTerms(uint Ordinal, TimeSpan PaymentWindow, int PerBuyerLimit, string Currency, long Room);
