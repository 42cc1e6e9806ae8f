#pragma warning disable SER009 // The transports that the embedded default is built on.
using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Threading.Channels;
using RESPite.Transports;
using Seckill.Embedded.Stock;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Seckill.Tests.Embedded;

/// <summary>The way past the socket: whole answers, a new link for a lost one, and no turn in the thread pool.</summary>
public sealed class EngineLinkTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-link-");
    private readonly RecordingTunnel _tunnel = new();
    private GarnetHost _host = null!;
    private ConnectionMultiplexer _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IDatabase Database => _client.GetDatabase();

    public async ValueTask InitializeAsync()
    {
        _host = GarnetHost.Start(_directory.FullName, "512m");
        var options = ConfigurationOptions.Parse(_host.Configuration);
        _host.Shorten(options);
        _tunnel.Inner = options.Tunnel!;
        options.Tunnel = _tunnel;
        _client = await ConnectionMultiplexer.ConnectAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _host.Dispose();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(128 * 1024 - 7)]
    [InlineData(3 * 1024 * 1024 + 1)]
    public async Task Value_of_any_size_comes_back_whole(int size)
    {
        var value = new byte[size];
        new Random(size).NextBytes(value);

        await Database.StringSetAsync("big", value);

        Assert.Equal(value, (byte[]?)await Database.StringGetAsync("big"));
    }

    [Fact]
    public async Task Answers_to_many_callers_find_their_callers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(async i =>
        {
            var text = new string((char)('a' + (i % 26)), i % 3_000);
            await Database.StringSetAsync($"many-{i}", text);
            return (Set: text, Got: (string?)await Database.StringGetAsync($"many-{i}"));
        }));

        Assert.All(answers, answer => Assert.Equal(answer.Set, answer.Got));
    }

    [Fact]
    public async Task Lost_link_is_followed_by_another()
    {
        await Database.StringSetAsync("kept", "yes");
        var lost = _tunnel.Opened;
        foreach (var link in lost)
        {
            await link.DisposeAsync();
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(s_patience);
        string? value = null;
        while (value is null)
        {
            patience.Token.ThrowIfCancellationRequested();
            try
            {
                value = await Database.StringGetAsync("kept");
            }
            catch (Exception e) when (e is RedisConnectionException or RedisTimeoutException)
            {
                await Task.Yield();
            }
        }

        Assert.Equal("yes", value);
        Assert.True(_tunnel.Opened.Count > lost.Count);
    }

    // What the link is for: buyers' requests fill the pool's queue, and the calls that sell to them must not stand behind them.
    [Fact]
    public void Call_takes_no_turn_in_the_thread_pool()
    {
        var stop = false;
        for (var i = 0; i < 1_000; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(Crowd, null);
        }

        TimeSpan call;
        TimeSpan turn;
        try
        {
            var started = Stopwatch.GetTimestamp();
            using var came = new ManualResetEventSlim();
            ThreadPool.UnsafeQueueUserWorkItem(_ => came.Set(), null);
            Database.Ping();
            call = Stopwatch.GetElapsedTime(started);
            came.Wait(Token);
            turn = Stopwatch.GetElapsedTime(started);
        }
        finally
        {
            Volatile.Write(ref stop, true);
        }

        Assert.True(call < turn / 2, $"the call took {call}, a turn in the pool {turn}");

        void Crowd(object? _)
        {
            var work = Stopwatch.StartNew();
            while (work.Elapsed < TimeSpan.FromMilliseconds(1))
            {
            }

            if (!Volatile.Read(ref stop))
            {
                ThreadPool.UnsafeQueueUserWorkItem(Crowd, null);
            }
        }
    }

    [Fact]
    public async Task Command_that_comes_in_pieces_is_answered_once()
    {
        var (link, receiver) = await OpenAsync();
        link.Start(receiver);
        var password = ConfigurationOptions.Parse(_host.Configuration).Password!;

        // The second piece comes once the first is worked on, or both would be gathered.
        Assert.True(Send(link, $"*2\r\n$4\r\nAUTH\r\n${password.Length}\r\n{password}\r\n*2\r\n$4\r\nECHO\r\n$3\r\none\r\n*2\r\n$4\r\nECHO\r\n"));
        await ExpectAsync(receiver, "+OK", "$3", "one");
        Assert.True(Send(link, "$3\r\ntwo\r\n"));
        await ExpectAsync(receiver, "$3", "two");

        await link.DisposeAsync();
        Assert.Null(await receiver.Closed.WaitAsync(s_patience, Token));
        Assert.False(receiver.Lines.TryRead(out _));
        Assert.False(Send(link, "more"));
    }

    // What it had taken stays without an answer: were the link to go on, the next answer would go to the wrong caller.
    [Fact]
    public async Task Session_that_gives_up_ends_the_link()
    {
        var (link, receiver) = await OpenAsync();
        link.Start(receiver);

        Assert.True(Send(link, "*1\r\n$x\r\n*1\r\n$4\r\nPING\r\n"));

        Assert.IsType<IOException>(await receiver.Closed.WaitAsync(s_patience, Token));
        Assert.False(Send(link, "*1\r\n$4\r\nPING\r\n"));
    }

    [Fact]
    public async Task Link_that_is_closed_before_its_reader_comes_tells_it()
    {
        var (link, receiver) = await OpenAsync();
        await link.DisposeAsync();

        link.Start(receiver);

        Assert.Null(await receiver.Closed.WaitAsync(s_patience, Token));
    }

    [Fact]
    public async Task Engine_that_is_stopped_ends_its_links_first()
    {
        _host.Dispose();

        await Assert.ThrowsAnyAsync<RedisException>(async () => await Database.StringGetAsync("kept"));
        await Assert.ThrowsAsync<IOException>(async () => await _tunnel.Inner.ConnectTransportAsync(new DnsEndPoint("x", 1), ConnectionType.Interactive, default, Token));
    }

    private static async Task ExpectAsync(RecordingReceiver receiver, params string[] lines)
    {
        foreach (var line in lines)
        {
            Assert.Equal(line, await receiver.Lines.ReadAsync(Token).AsTask().WaitAsync(s_patience, Token));
        }
    }

    private static bool Send(DuplexTransport link, string text)
    {
        link.Write(Encoding.ASCII.GetBytes(text));
        return link.Flush();
    }

    private async Task<(DuplexTransport Link, RecordingReceiver Receiver)> OpenAsync() =>
        ((await _tunnel.Inner.ConnectTransportAsync(new DnsEndPoint("x", 1), ConnectionType.Interactive, default, Token))!, new RecordingReceiver());

    private sealed class RecordingReceiver : TransportReceiver
    {
        private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
        private string _begun = "";

        /// <summary>Completes when the link says that it has ended, which it may say once.</summary>
        public Task<Exception?> Closed => _closed.Task;

        public ChannelReader<string> Lines => _lines.Reader;

        public override bool OnReceived(ReadOnlySpan<byte> data)
        {
            var lines = (_begun + Encoding.ASCII.GetString(data)).Split("\r\n");
            foreach (var line in lines[..^1])
            {
                _lines.Writer.TryWrite(line);
            }

            _begun = lines[^1];
            return true;
        }

        public override void OnClosed(Exception? fault) => _closed.SetResult(fault);
    }

    private sealed class RecordingTunnel : Tunnel
    {
        private readonly List<DuplexTransport> _opened = [];

        public Tunnel Inner { get; set; } = null!;

        public IReadOnlyList<DuplexTransport> Opened
        {
            get
            {
                lock (_opened)
                {
                    return [.. _opened];
                }
            }
        }

        public override async ValueTask<DuplexTransport?> ConnectTransportAsync(EndPoint endpoint, ConnectionType connectionType, TlsOptions tls, CancellationToken cancellationToken)
        {
            var link = await Inner.ConnectTransportAsync(endpoint, connectionType, tls, cancellationToken);
            lock (_opened)
            {
                _opened.Add(link!);
            }

            return link;
        }
    }
}
