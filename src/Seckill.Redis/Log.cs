using System.Net;
using Microsoft.Extensions.Logging;

namespace Seckill.Redis;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Redis at {EndPoint} has appendonly \"no\": a restart loses tickets; stock is loaded again from the ledger")]
    public static partial void NoPersistence(ILogger logger, EndPoint endPoint);

    [LoggerMessage(2002, LogLevel.Warning, "Redis at {EndPoint} does not tell {Setting} ({Reason}); make sure that it never evicts and that it persists")]
    public static partial void ConfigForbidden(ILogger logger, EndPoint endPoint, string setting, string reason);
}
