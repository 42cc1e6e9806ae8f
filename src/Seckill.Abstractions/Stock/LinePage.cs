namespace Seckill.Stock;

/// <summary>A part of the line.</summary>
/// <param name="Unresolved">The reservations that wait for the ledger, oldest first.</param>
/// <param name="Looked">How many entries of the line were looked at; fewer than asked for means the end of the line.</param>
public sealed record LinePage(IReadOnlyList<Reservation> Unresolved, int Looked);
