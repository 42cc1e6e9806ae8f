namespace Seckill.Sqlite.Orders;

/// <summary>What an order takes over from its sale.</summary>
internal sealed record SaleTerms(TimeSpan PaymentWindow, int PerBuyerLimit, string Currency);
