namespace Seckill.Stock;

/// <summary>The answer to one wish.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reservation">The reservation for <see cref="ReserveOutcome.Taken"/>, <see cref="ReserveOutcome.Exists"/> and <see cref="ReserveOutcome.QuantityDiffers"/>; else empty.</param>
public readonly record struct ReserveReply(ReserveOutcome Outcome, Reservation Reservation);
