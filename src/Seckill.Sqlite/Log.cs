using Microsoft.Extensions.Logging;

namespace Seckill.Sqlite;

internal static partial class Log
{
    [LoggerMessage(20, LogLevel.Warning, "The log of {Path} could not be copied into the file; it is tried again")]
    public static partial void CheckpointFailed(ILogger logger, Exception fault, string path);

    [LoggerMessage(21, LogLevel.Warning, "The indexes of {Path} could not be brought up to its newest rows; these stay in memory, and it is tried again")]
    public static partial void FoldingFailed(ILogger logger, Exception fault, string path);

    [LoggerMessage(22, LogLevel.Critical, "The writer of {Path} has ended; nothing can be written until the process starts anew")]
    public static partial void WriterEnded(ILogger logger, Exception fault, string path);

    [LoggerMessage(1, LogLevel.Information, "{Path} was brought from {Part} schema {From} to schema {To}.")]
    public static partial void Migrated(ILogger logger, string path, string part, long from, long to);

    [LoggerMessage(2, LogLevel.Error, "A transaction of {Calls} calls on {Path} failed; their outcome is unknown to the callers.")]
    public static partial void TransactionFailed(ILogger logger, Exception exception, string path, int calls);

    [LoggerMessage(3, LogLevel.Debug, "One of {Calls} calls in a transaction failed; all are done again, each for itself.")]
    public static partial void CallRolledBack(ILogger logger, Exception exception, int calls);
}
