namespace Seckill.AspNetCore.Payments;

/// <summary>What became of a payment, for documents: <c>paid</c> or <c>refund</c>.</summary>
internal sealed record PaymentOutcomeView(string Outcome);
