namespace Seckill.Stock;

/// <summary>The life of a reservation: <c>Reserved → Confirmed → Released</c> or <c>Reserved → Released</c>, never back.</summary>
public enum ReservationState
{
    /// <summary>Units are taken, the ledger has not answered.</summary>
    Reserved = 1,

    /// <summary>The ledger holds a live order for it.</summary>
    Confirmed = 2,

    /// <summary>The units are back.</summary>
    Released = 3,
}
