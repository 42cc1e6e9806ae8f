using Microsoft.Extensions.Logging;

namespace Seckill.Caching.Telemetry;

internal static partial class Log
{
    [LoggerMessage(5001, LogLevel.Warning, "Cache \"{Cache}\": a load of {Key} failed; a stale value is served")]
    public static partial void LoadFailedStale(ILogger logger, string cache, string key, Exception exception);

    [LoggerMessage(5002, LogLevel.Debug, "Cache \"{Cache}\": a load of {Key} failed and there is nothing stale to serve")]
    public static partial void LoadFailed(ILogger logger, string cache, string key, Exception exception);

    [LoggerMessage(5003, LogLevel.Debug, "Cache \"{Cache}\": a load of {Key} was overtaken by a change; its value is not stored")]
    public static partial void LoadOvertaken(ILogger logger, string cache, string key);

    [LoggerMessage(5004, LogLevel.Debug, "Cache \"{Cache}\": a call to the Distributed tier failed")]
    public static partial void TierFailed(ILogger logger, string cache, Exception exception);

    [LoggerMessage(5005, LogLevel.Warning, "Cache \"{Cache}\": the Distributed tier fails and is left alone; the source is asked instead")]
    public static partial void BreakerOpened(ILogger logger, string cache, Exception exception);

    [LoggerMessage(5006, LogLevel.Information, "Cache \"{Cache}\": the Distributed tier answers again")]
    public static partial void BreakerClosed(ILogger logger, string cache);

    [LoggerMessage(5007, LogLevel.Warning, "Cache \"{Cache}\": the log of changes is not heard; own copies live short until it is")]
    public static partial void TrustLost(ILogger logger, string cache);

    [LoggerMessage(EventId = 5008, Message = "Cache \"{Cache}\": the log of changes is heard")]
    public static partial void TrustGained(ILogger logger, LogLevel level, string cache);

    [LoggerMessage(5009, LogLevel.Information, "Cache \"{Cache}\": {Count} missed records of partition {Partition} were read again")]
    public static partial void LogRepaired(ILogger logger, string cache, int count, int partition);

    [LoggerMessage(5010, LogLevel.Warning, "Cache \"{Cache}\": records of partition {Partition} after {Sequence} are lost; all own copies are read again")]
    public static partial void LogFlushed(ILogger logger, string cache, int partition, long sequence);

    [LoggerMessage(5011, LogLevel.Debug, "Cache \"{Cache}\": the log could not be read; it is tried again")]
    public static partial void LogReadFailed(ILogger logger, string cache, Exception exception);

    [LoggerMessage(5012, LogLevel.Warning, "Cache \"{Cache}\": the change of {Key} has not reached the Distributed tier; it is repeated until it has")]
    public static partial void WritePending(ILogger logger, string cache, string key, Exception? exception);

    [LoggerMessage(5013, LogLevel.Warning, "Cache \"{Cache}\": an entry under {Key} cannot be read and is loaded again")]
    public static partial void EntryUnreadable(ILogger logger, string cache, string key, Exception exception);

    [LoggerMessage(5014, LogLevel.Error, "Cache \"{Cache}\": filter \"{Prefix}\" could not be built; it lets everything through")]
    public static partial void FilterFailed(ILogger logger, string cache, string prefix, Exception exception);

    [LoggerMessage(5015, LogLevel.Information, "Cache \"{Cache}\": filter \"{Prefix}\" holds {Count} ids")]
    public static partial void FilterBuilt(ILogger logger, string cache, string prefix, long count);

    [LoggerMessage(5016, LogLevel.Error, "Cache \"{Cache}\": warm-up \"{Warmup}\" failed; it is tried again")]
    public static partial void WarmupFailed(ILogger logger, string cache, string warmup, Exception exception);

    [LoggerMessage(5017, LogLevel.Warning, "Cache \"{Cache}\": the pinned value {Key} could not be loaded; the last one is kept")]
    public static partial void PinFailed(ILogger logger, string cache, string key, Exception exception);

    [LoggerMessage(5019, LogLevel.Warning, "Cache \"{Cache}\": the shared tier is not reached yet ({Reason}); own memory and the source serve until it is")]
    public static partial void LogNotHeardYet(ILogger logger, string cache, string reason);

    [LoggerMessage(5018, LogLevel.Information, "Cache \"{Cache}\": warm-up \"{Warmup}\" is through")]
    public static partial void WarmedUp(ILogger logger, string cache, string warmup);
}
