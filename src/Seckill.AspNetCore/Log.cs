using Microsoft.Extensions.Logging;

namespace Seckill.AspNetCore;

/// <summary>Every message of this package.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "The server refused a request with {Status}: {Reason}")]
    public static partial void BadRequest(ILogger logger, string reason, int status);

    [LoggerMessage(2, LogLevel.Debug, "The caller of {Path} hung up")]
    public static partial void CallerGone(ILogger logger, string? path);

    [LoggerMessage(3, LogLevel.Error, "{Method} {Path} failed; its outcome is unknown")]
    public static partial void Fault(ILogger logger, string method, string? path, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "Stock could not be read for the sockets that watch {Sale}")]
    public static partial void StockPushFailed(ILogger logger, string sale, Exception exception);

    [LoggerMessage(5, LogLevel.Debug, "A socket broke: {Reason}")]
    public static partial void SocketBroke(ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Error, "Operator action {Action} on {Target} failed; its outcome is unknown")]
    public static partial void OperatorActionFailed(ILogger logger, string action, string target, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "The demo payment gateway could not reach this host at {Address}")]
    public static partial void DemoGatewayFailed(ILogger logger, string? address, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "A changed purchase could not be pushed")]
    public static partial void PurchasePushFailed(ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "A socket's session could not be read")]
    public static partial void SocketSessionUnknown(ILogger logger, Exception exception);
}
