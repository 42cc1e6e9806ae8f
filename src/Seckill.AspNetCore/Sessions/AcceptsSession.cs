namespace Seckill.AspNetCore.Sessions;

/// <summary>Marks endpoints where an operator's session stands for a token: an operator's own, and the push channel. Buyers' never do.</summary>
/// <param name="isSocket">Whether the endpoint opens a socket: then also its reading calls must come from this host's own pages.</param>
internal sealed class AcceptsSession(bool isSocket = false)
{
    public bool IsSocket { get; } = isSocket;
}
