using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seckill.Rehearsal.Tests.Http;

/// <summary>A server that answers each request on a connection with the next piece of its script, byte for byte.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    /// <param name="hangUp">True to close the connection after each answer.</param>
    /// <param name="answers">One for each request; a part list is sent piece by piece, with a pause between.</param>
    public ScriptedServer(bool hangUp, params string[][] answers)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _work = ServeAsync(hangUp, answers);
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    public int Connections { get; private set; }

    public List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _work;
        _stop.Dispose();
    }

    private async Task ServeAsync(bool hangUp, string[][] answers)
    {
        var next = 0;
        try
        {
            while (next < answers.Length)
            {
                using var connection = await _listener.AcceptAsync(_stop.Token);
                Connections++;
                while (next < answers.Length && await ReadAsync(connection))
                {
                    foreach (var part in answers[next])
                    {
                        await connection.SendAsync(Encoding.Latin1.GetBytes(part), _stop.Token);
                        await Task.Yield();
                    }

                    next++;
                    if (hangUp)
                    {
                        break;
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over, or hung up.
        }
    }

    private async Task<bool> ReadAsync(Socket connection)
    {
        var buffer = new byte[4_096];
        var count = await connection.ReceiveAsync(buffer, _stop.Token);
        Requests.Add(Encoding.ASCII.GetString(buffer, 0, count));
        return count > 0;
    }
}
