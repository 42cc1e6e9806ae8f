using System.Net;
using System.Net.Sockets;
using Seckill.Speed.Scripts;

namespace Seckill.Speed.Tests.Scripts;

public sealed class RespSocketTests
{
    [Fact]
    public async Task Run_RepliesInPieces_CountsThemAll()
    {
        using var server = new OneReplyServer("*2\r\n:0\r\n", ":7\r\n*2\r\n:0\r\n:8\r\n");
        using var socket = server.Connect();

        await Task.Run(() => socket.Run([[1], [2]], linesPerReply: 3, depth: 2));
    }

    [Theory]
    [InlineData("-ERR no such script\r\n")]
    [InlineData("*2\r\n:0\r\n:-1\r\n")]
    public async Task Run_ErrorOrRefusal_FailsTheRun(string reply)
    {
        using var server = new OneReplyServer(reply);
        using var socket = server.Connect();

        await Assert.ThrowsAsync<BenchmarkFailedException>(() => Task.Run(() => socket.Run([[1]], linesPerReply: 3, depth: 1)));
    }

    [Fact]
    public void Command_Parts_AreCountedInBytes() =>
        Assert.Equal("*2\r\n$3\r\nGET\r\n$6\r\n秒杀\r\n"u8.ToArray(), RespText.Command(RespText.Bytes("GET"), RespText.Bytes("秒杀")));

    private sealed class OneReplyServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public OneReplyServer(params string[] pieces)
        {
            _listener.Start();
            _ = ServeAsync(pieces);
        }

        public RespSocket Connect() => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(string[] pieces)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            await stream.ReadExactlyAsync(new byte[1]);
            foreach (var piece in pieces)
            {
                await stream.WriteAsync(RespText.Bytes(piece));
            }

            // Stays open until the other side has read everything and gone.
            await stream.CopyToAsync(Stream.Null);
        }
    }
}
