using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Seckill.Embedded.Stock.Links;
using StackExchange.Redis;

namespace Seckill.Embedded.Stock;

/// <summary>
/// A Garnet server in this process: for callers in the process without a socket, and on a free loopback port behind a password made for this start.
/// </summary>
internal sealed class GarnetHost : IDisposable
{
    private const int Attempts = 5;

    private readonly StockEngine _server;
    private readonly EngineLinks _links;
    private int _isDisposed;

    private GarnetHost(StockEngine server, string configuration, string directory)
    {
        _server = server;
        _links = new EngineLinks(server);
        Configuration = configuration;
        LogDirectory = Path.Combine(directory, "AOF");
    }

    /// <summary>Where the files of its log are.</summary>
    public string LogDirectory { get; }

    /// <summary>The connection string in StackExchange.Redis form.</summary>
    public string Configuration { get; }

    /// <summary>Starts the server and recovers what the folder holds.</summary>
    public static GarnetHost Start(string directory, string memory)
    {
        Directory.CreateDirectory(directory);
        for (var attempt = 1; ; attempt++)
        {
            var port = FindFreePort();
            var password = RandomNumberGenerator.GetHexString(32);
            try
            {
                var server = new StockEngine(Arguments(directory, memory, port, password));
                server.Start();
                return new GarnetHost(server, $"127.0.0.1:{port},password={password}", directory);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < Attempts)
            {
                // Somebody took the port between the look and the start; look again.
            }
        }
    }

    /// <summary>Lets a client go past the socket.</summary>
    public void Shorten(ConfigurationOptions client) => client.Tunnel = new EngineTunnel(_links);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        _links.Dispose();
        _server.Dispose();
    }

    private static string[] Arguments(string directory, string memory, int port, string password) =>
    [
        "--bind", "127.0.0.1",
        "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "--auth", "Password",
        "--password", password,
        "--memory", memory,
        "--index", "64m",
        "-q",
        "--lua",
        "--lua-transaction-mode",
        "--aof",
        // The suite commits the log itself, once for each batch that promises something.
        "--aof-commit-freq", "-1",
        // Its log is cut by whole files.
        "--aof-segment-size", "32m",
        "--recover",
        "--checkpointdir", directory,
        // The default device needs a newer C library than long-term distributions have.
        "--device-type", "RandomAccess",
    ];

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
