namespace Seckill.Rehearsal.Http;

/// <summary>The peer sent something that is not HTTP/1.1 as we understand it.</summary>
internal sealed class HttpFormatException(string message) : Exception(message);
