namespace Seckill.Rehearsal.Api;

/// <summary>The host cannot be rehearsed with: it does not start, or refuses what every campaign needs.</summary>
internal sealed class HostFaultException(string message, Exception? inner = null) : Exception(message, inner);
