using Microsoft.Extensions.Options;
using Seckill.Sqlite;

namespace Seckill.Embedded;

/// <summary>Puts the ledger into the data directory.</summary>
internal sealed class EmbeddedLedgerConfiguration(DataDirectory directory) : IConfigureOptions<SqliteLedgerOptions>
{
    public void Configure(SqliteLedgerOptions options) => options.Path = Path.Combine(directory.Path, "ledger.db");
}
