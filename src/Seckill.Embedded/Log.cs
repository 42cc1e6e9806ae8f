using Microsoft.Extensions.Logging;

namespace Seckill.Embedded;

internal static partial class Log
{
    [LoggerMessage(2301, LogLevel.Information, "The stock engine's log in {Path} was cut from {Before} to {After} MB in {Milliseconds:0} ms")]
    public static partial void LogCut(ILogger logger, string path, long before, long after, double milliseconds);

    [LoggerMessage(2302, LogLevel.Error, "The stock engine's log in {Path} has {Size} MB and could not be cut; it is tried again")]
    public static partial void LogNotCut(ILogger logger, string path, long size, Exception exception);
}
