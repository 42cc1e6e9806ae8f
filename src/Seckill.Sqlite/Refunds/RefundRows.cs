using Seckill.Ledger;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Refunds;

/// <summary>Marks refunds.</summary>
internal sealed class RefundRows(StatementSource source)
{
    private readonly Statement _mark = source.Prepare(RefundSql.MarkAnnounced);

    /// <summary>Marks refunds as announced, and tells how many were not before.</summary>
    public int MarkAnnounced(IReadOnlyList<Refund> refunds) =>
        refunds.Sum(refund => _mark.Bind(refund.Payment.Provider).Bind(refund.Payment.TransactionId).Run());
}
