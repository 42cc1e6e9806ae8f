using Seckill.Ids;

namespace Seckill.Stock;

/// <summary>Units taken from the stock for one buyer under one request key.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Buyer">Whose it is.</param>
/// <param name="Quantity">Units, 1 or more.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Sequence">Its number in the bucket's line, from 1.</param>
/// <param name="At">When it was taken, by the store's clock.</param>
/// <param name="Price">Price of one unit at that moment.</param>
/// <param name="PerBuyerLimit">The limit it was taken under; lowering the limit later does not touch it.</param>
public readonly record struct Reservation(
    PurchaseId Id,
    BuyerId Buyer,
    int Quantity,
    ReservationState State,
    long Sequence,
    DateTimeOffset At,
    decimal Price,
    int PerBuyerLimit);
