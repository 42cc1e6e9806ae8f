namespace Seckill.Sqlite;

/// <summary>Where sagas are kept, and how their file is used.</summary>
public sealed class SqliteSagaOptions
{
    /// <summary>
    /// The file, such as <c>data/sagas.db</c>. It and its folder are made when they are not there. Must lie on a local disk. When it is the ledger's
    /// file, or empty beside a ledger, sagas and orders share the file, its writer and its transactions, and the options below are the ledger's.
    /// Default: empty; required when there is no ledger.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>Connections kept for reading, 1 to 64. Default: 2.</summary>
    public int ReadConnections { get; set; } = 2;

    /// <summary>How long a call waits for another process that holds the file, 0 to 10 minutes. Default: 5 seconds.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
