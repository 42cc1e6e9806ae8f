using Microsoft.Extensions.Options;
using Seckill.Sqlite;

namespace Seckill.Embedded;

/// <summary>Puts the ledger into the data directory.</summary>
internal sealed class EmbeddedLedgerConfiguration(IOptions<EmbeddedOptions> embedded) : IConfigureOptions<SqliteLedgerOptions>
{
    public void Configure(SqliteLedgerOptions options)
    {
        Directory.CreateDirectory(embedded.Value.DataDirectory);
        options.Path = System.IO.Path.Combine(embedded.Value.DataDirectory, "ledger.db");
    }
}
