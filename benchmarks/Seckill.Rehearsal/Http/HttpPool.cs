using System.Net;
using System.Threading.Channels;

namespace Seckill.Rehearsal.Http;

/// <summary>A fixed number of connections that requests take turns on, first come, first served.</summary>
internal sealed class HttpPool : IDisposable
{
    private readonly HttpConnection[] _connections;
    private readonly Channel<HttpConnection> _idle = Channel.CreateUnbounded<HttpConnection>();
    private readonly TimeSpan _timeout;
    private readonly Timer _watch;

    /// <param name="server">Whom to talk to; a loopback address.</param>
    /// <param name="size">Connections, 1 or more.</param>
    /// <param name="timeout">After this the connection of an unanswered request is dropped.</param>
    public HttpPool(IPEndPoint server, int size, TimeSpan timeout)
    {
        if (!IPAddress.IsLoopback(server.Address))
        {
            throw new ArgumentException("A rehearsal talks to this machine only.", nameof(server));
        }

        _timeout = timeout;
        _connections = new HttpConnection[size];
        for (var i = 0; i < size; i++)
        {
            _connections[i] = new HttpConnection(server);
            _idle.Writer.TryWrite(_connections[i]);
        }

        _watch = new Timer(_ => DropStalled(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public int Size => _connections.Length;

    /// <summary>Opens every connection, a few at a time, so that a listening queue is not overrun.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            _connections,
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken },
            (connection, _) => connection.OpenAsync());

    public ValueTask<HttpConnection> RentAsync(CancellationToken cancellationToken = default) => _idle.Reader.ReadAsync(cancellationToken);

    public void Return(HttpConnection connection) => _idle.Writer.TryWrite(connection);

    /// <summary>Drops every connection, so that the next request on each opens a new one: after a restart the old ones are dead.</summary>
    public void Renew()
    {
        foreach (var connection in _connections)
        {
            connection.Close();
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }
    }

    private void DropStalled()
    {
        foreach (var connection in _connections)
        {
            if (connection.BusyFor > _timeout.TotalMilliseconds)
            {
                connection.Close();
            }
        }
    }
}
