namespace Seckill.Sqlite;

/// <summary>What the options of every file have in common.</summary>
internal static class SqliteFileChecks
{
    private static readonly TimeSpan s_longestBusyTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Tells what is wrong, each time with the key, the value and the fix.</summary>
    /// <param name="options">The name of the options.</param>
    /// <param name="path">The path; empty ones are the caller's business.</param>
    /// <param name="example">A good path.</param>
    /// <param name="readConnections">The connections for reading.</param>
    /// <param name="busyTimeout">The time to wait.</param>
    public static IEnumerable<string> Problems(string options, string path, string example, int readConnections, TimeSpan busyTimeout)
    {
        if (path.StartsWith(':') || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{options}.Path is '{path}'; what is kept must be durable, so set it to a plain file path, such as {example}.";
        }

        if (readConnections is < 1 or > 64)
        {
            yield return $"{options}.ReadConnections is {readConnections}; set it to a number from 1 to 64.";
        }

        if (busyTimeout < TimeSpan.Zero || busyTimeout > s_longestBusyTimeout)
        {
            yield return $"{options}.BusyTimeout is {busyTimeout}; set it to a time from 00:00:00 to {s_longestBusyTimeout}.";
        }
    }
}
