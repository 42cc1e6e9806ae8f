using Seckill.Ledger;

namespace Seckill.Sqlite.Secrets;

internal sealed class SqliteSecretVault(SqliteDatabase database) : ISecretVault
{
    public async ValueTask<byte[]> GetOrCreateAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return await database.Readers.RunAsync(static (session, wanted) => session.Ledger.Secrets.Find(wanted), name, cancellationToken).ConfigureAwait(false)
            ?? await database.Writer.RunAsync(static (session, wanted) => session.Ledger.Secrets.GetOrCreate(wanted), name, cancellationToken).ConfigureAwait(false);
    }
}
