namespace Seckill.Sqlite;

/// <summary>How the ledger uses its file.</summary>
public sealed class SqliteLedgerOptions
{
    /// <summary>The file, such as <c>data/ledger.db</c>; required. It and its folder are made when they are not there. Must lie on a local disk.</summary>
    public string Path { get; set; } = "";

    /// <summary>Connections kept for reading, 1 to 64. Default: 4.</summary>
    public int ReadConnections { get; set; } = 4;

    /// <summary>How long a call waits for another process that holds the file, 0 to 10 minutes. Default: 5 seconds.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
