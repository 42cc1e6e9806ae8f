namespace Seckill.Testing.Servers;

/// <summary>No server of the wanted kind can be had on this machine; tests turn it into a skip with this message.</summary>
public sealed class ServerUnavailableException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ServerUnavailableException()
    {
    }

    /// <summary>Creates the exception with what was tried.</summary>
    public ServerUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with what was tried and the last error.</summary>
    public ServerUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
