using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>One cache's way to its server. It is opened by the first call; when that fails the next call tries again.</summary>
internal sealed class RedisCacheConnection(IServiceProvider services, RedisCacheOptions options) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private ConnectionMultiplexer? _own;
    private RedisCacheLink? _link;

    public ValueTask<RedisCacheLink> OpenAsync() => Volatile.Read(ref _link) is { } link ? new ValueTask<RedisCacheLink>(link) : OpenSlowlyAsync();

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync().ConfigureAwait(false);
        }

        _gate.Dispose();
    }

    private async ValueTask<RedisCacheLink> OpenSlowlyAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            return _link ??= await CreateAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<RedisCacheLink> CreateAsync()
    {
        var multiplexer = options.Multiplexer?.Invoke(services) ?? (_own ??= await ConnectAsync(options.Configuration).ConfigureAwait(false));
        var partitions = options.Partitions ?? DefaultPartitions(multiplexer);
        var db = multiplexer.GetDatabase();
        var key = CacheKeys.PartitionCount(options.KeyPrefix);
        await db.StringSetAsync(key, partitions, expiry: null, when: When.NotExists).ConfigureAwait(false);
        var stored = (int)await db.StringGetAsync(key).ConfigureAwait(false);
        return stored == partitions
            ? new RedisCacheLink(multiplexer, db, new CacheKeys(options.KeyPrefix, partitions))
            : throw new InvalidOperationException(
                $"Cache keys under \"{options.KeyPrefix}\" lie in {stored} partitions, but RedisCacheOptions.Partitions asks for {partitions}. Set the same on every node, or another KeyPrefix.");
    }

    // A cluster spreads the partitions over its nodes; a single server needs only one, and one look at the log a heartbeat.
    private static int DefaultPartitions(IConnectionMultiplexer multiplexer)
    {
        var server = multiplexer.GetServers().FirstOrDefault(static s => s.IsConnected)
            ?? throw new IOException("No Redis server is connected yet.");
        return server.ServerType == ServerType.Cluster ? 16 : 1;
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string configuration)
    {
        var options = ConfigurationOptions.Parse(configuration);
        options.AbortOnConnectFail = false;
        // A cache goes on without its tier; a call that waits for a connection would only hold its callers.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.IncludeDetailInExceptions = false;
        // The library gives a silent connection up after some of these; the engine's own patience is shorter anyway.
        options.AsyncTimeout = 1000;
        return await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
    }
}
