namespace Seckill.Sqlite.Connections;

/// <summary>Which file, and how it is used.</summary>
/// <param name="Path">The file.</param>
/// <param name="ReadConnections">Connections kept for reading.</param>
/// <param name="BusyTimeout">How long a call waits for another process that holds the file.</param>
internal sealed record DatabaseSettings(string Path, int ReadConnections, TimeSpan BusyTimeout)
{
    /// <summary>Changes every statement before it is prepared; null when none is changed.</summary>
    public SqlRewrite? Rewrite { get; init; }

    /// <summary>Buyers whose units the writer remembers from one transaction to the next.</summary>
    public int BuyersInMemory { get; init; } = 1_000_000;

    /// <summary>Orders whose ids and buyers may wait in memory, under load, until the file indexes them.</summary>
    public int RowsInMemory { get; init; } = 1_048_576;

    /// <summary>Ids and keys of sagas that may wait in memory, under load, until the file indexes them.</summary>
    public int NamesInMemory { get; init; } = 524_288;

    public static DatabaseSettings Of(SqliteLedgerOptions options) => new(options.Path, options.ReadConnections, options.BusyTimeout);

    public static DatabaseSettings Of(SqliteSagaOptions options) => new(options.Path, options.ReadConnections, options.BusyTimeout);
}
