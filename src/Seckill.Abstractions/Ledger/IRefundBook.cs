namespace Seckill.Ledger;

/// <summary>
/// The payments that the ledger has answered with <see cref="PaymentOutcome.Refund"/>. Each is the durable notice that money must go back,
/// until somebody has been told.
/// </summary>
public interface IRefundBook
{
    /// <summary>Refunds that were not marked as announced, oldest first.</summary>
    /// <param name="take">Refunds at the most, 1 or more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<IReadOnlyList<Refund>> ListUnannouncedAsync(int take, CancellationToken cancellationToken = default);

    /// <summary>Marks refunds as announced, each by its provider and transaction; others, and payments that are none, are passed over.</summary>
    ValueTask MarkAnnouncedAsync(IReadOnlyList<Refund> refunds, CancellationToken cancellationToken = default);
}
