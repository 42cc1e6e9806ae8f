namespace Seckill.Stock;

/// <summary>A part of the line.</summary>
/// <param name="Epoch">The epoch that the numbers belong to; 0 when the bucket is not loaded.</param>
/// <param name="Unresolved">The reservations that wait for the ledger, oldest first.</param>
/// <param name="Last">Number of the last entry that was looked at, resolved ones included; where the next page begins.</param>
/// <param name="IsEnd">True when no entry follows.</param>
public sealed record LinePage(long Epoch, IReadOnlyList<Reservation> Unresolved, long Last, bool IsEnd);
