using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Http;

namespace Seckill.Rehearsal.Hosting;

/// <summary>Waits for <c>/health/ready</c>.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <param name="host">The host.</param>
    /// <param name="hasExited">True when waiting is in vain.</param>
    /// <param name="log">Shown when it fails.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="HostFaultException">It is not ready within a minute.</exception>
    public static async Task WaitAsync(HostAddress host, Func<bool> hasExited, HostLog log, CancellationToken cancellationToken)
    {
        using var connection = new HttpConnection(host.EndPoint);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var giveUp = patience.Token.Register(connection.Close);
        while (!await IsReadyAsync(connection, host))
        {
            if (hasExited() || (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
            {
                throw new HostFaultException($"The host at {host.Url} did not become ready. It wrote:{Environment.NewLine}{log}");
            }

            cancellationToken.ThrowIfCancellationRequested();
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpConnection connection, HostAddress host)
    {
        try
        {
            connection.Request.Add("GET /health/ready HTTP/1.1\r\nHost: ").Add(host.Authority).Add("\r\n\r\n");
            return (await connection.ExchangeAsync()).Status == 200;
        }
        catch (Exception e) when (BuyerApi.IsLoss(e))
        {
            return false;
        }
    }
}
