namespace Seckill.Purchases;

/// <summary>An order became durable and waits for payment.</summary>
/// <param name="OrderId">The order; the same text as the purchase's.</param>
/// <param name="SaleId">The sale.</param>
/// <param name="Buyer">The buyer.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Amount">What the buyer pays.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="PayBefore">Until when.</param>
public sealed record OrderCreateEvent(string OrderId, string SaleId, string Buyer, int Quantity, decimal Amount, string Currency, DateTimeOffset PayBefore);
