namespace Seckill.Purchases;

/// <summary>A buyer was asked to pay.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Buyer">The buyer.</param>
/// <param name="PayBefore">Until when.</param>
public sealed record PaymentNotifyEvent(string OrderId, string Buyer, DateTimeOffset PayBefore);
