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

    /// <summary>Bytes of the log at which it is copied into the file in the midst of writing. A burst of about 100,000 orders stays below it.</summary>
    public int LongLogBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Bytes of a page, for a file that is not there yet.</summary>
    public required int PageSize { get; init; }

    /// <summary>Memory for the writer's pages, in KiB.</summary>
    public required int CacheKibibytes { get; init; }

    // Small pages: a commit of a few orders writes the last page of several tables anew, and a page is what goes to the log.
    public static DatabaseSettings Of(SqliteLedgerOptions options) =>
        new(options.Path, options.ReadConnections, options.BusyTimeout) { PageSize = 1024, CacheKibibytes = 65_536 };

    // A record takes more room than an order. The cache is small because SQLite looks through all of it at a commit that has split a page.
    public static DatabaseSettings Of(SqliteSagaOptions options) =>
        new(options.Path, options.ReadConnections, options.BusyTimeout) { PageSize = 4096, CacheKibibytes = 16_384 };
}
