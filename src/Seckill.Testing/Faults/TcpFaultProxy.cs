using System.Net;
using System.Net.Sockets;

namespace Seckill.Testing.Faults;

/// <summary>
/// Stands between a client and a server on loopback and breaks the link as told: cut it (connections are reset and refused), hold a direction
/// (a black hole: nothing arrives, nothing is refused; released bytes arrive late, as after a route came back), delay a direction, or cut in the middle
/// of what is under way. All may be changed at any time.
/// </summary>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<ProxiedConnection> _connections = [];
    private readonly Task _accepting;
    private bool _isCut;

    private TcpFaultProxy(IPEndPoint target)
    {
        _target = target;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The loopback port that clients use instead of the server's.</summary>
    public int Port { get; }

    /// <summary>Host and port, as connection strings have them.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>What happens to bytes from the client to the server.</summary>
    public LinkFault ToServer { get; } = new();

    /// <summary>What happens to bytes from the server to the client.</summary>
    public LinkFault ToClient { get; } = new();

    /// <summary>Connections that are open now.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>Starts a proxy before a server.</summary>
    /// <param name="address">The server's <c>host:port</c>; the host is an IP address or <c>localhost</c>.</param>
    public static TcpFaultProxy Start(string address)
    {
        var colon = address.LastIndexOf(':');
        var host = address[..colon];
        var port = int.Parse(address.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture);
        return new TcpFaultProxy(new IPEndPoint(host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(host), port));
    }

    /// <summary>Resets all connections and refuses new ones.</summary>
    public void Cut()
    {
        List<ProxiedConnection> open;
        lock (_gate)
        {
            _isCut = true;
            open = [.. _connections];
        }

        open.ForEach(static c => c.Reset());
    }

    /// <summary>Holds both directions: a silent black hole.</summary>
    public void BlackHole()
    {
        ToServer.IsHeld = true;
        ToClient.IsHeld = true;
    }

    /// <summary>Ends every fault. What was held arrives now; what was cut may connect again.</summary>
    public void Heal()
    {
        lock (_gate)
        {
            _isCut = false;
        }

        ToServer.Clear();
        ToClient.Clear();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        Cut();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var connection = new ProxiedConnection(client, this);
        lock (_gate)
        {
            if (_isCut)
            {
                connection.Reset();
                return;
            }

            _connections.Add(connection);
        }

        try
        {
            await connection.RunAsync(_target, _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _connections.Remove(connection);
            }
        }
    }
}
