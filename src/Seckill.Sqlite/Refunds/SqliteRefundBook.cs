using Seckill.Ledger;

namespace Seckill.Sqlite.Refunds;

internal sealed class SqliteRefundBook(SqliteDatabase database) : IRefundBook
{
    public ValueTask<IReadOnlyList<Refund>> ListUnannouncedAsync(int take, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        return database.Readers.RunAsync(static (session, most) => session.Ledger.Refunds.Unannounced(most), take, cancellationToken);
    }

    public async ValueTask MarkAnnouncedAsync(IReadOnlyList<Refund> refunds, CancellationToken cancellationToken = default)
    {
        if (refunds.Count > 0)
        {
            // A caller who stops waiting may reuse its list before the writer has come to it.
            Refund[] copy = [.. refunds];
            await database.Writer.RunAsync(static (session, told) => session.Ledger.Refunds.MarkAnnounced(told), copy, cancellationToken, copy.Length)
                .ConfigureAwait(false);
        }
    }
}
