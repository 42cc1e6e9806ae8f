using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Seckill.Redis.Scripts;
using Seckill.Stock;
using StackExchange.Redis;

namespace Seckill.Redis.Tests.Servers;

/// <summary>A server under the stock scripts, and stores on it.</summary>
public abstract class StockServer : IAsyncLifetime
{
    private readonly List<RedisConnection> _connections = [];

    public abstract string Configuration { get; }

    internal IStockStore Store { get; private set; } = null!;

    internal IStockStore CreateStore(Func<string, string, string>? rewrite = null, string? flushCommand = null)
    {
        var options = Options.Create(new RedisStockOptions { Configuration = Configuration, ConfigureClient = ConfigureClient, FlushCommand = flushCommand });
        var connection = new RedisConnection(options, new RedisServerCheck(options, NullLogger<RedisServerCheck>.Instance), TimeProvider.System);
        _connections.Add(connection);
        return new RedisStockStore(connection, options, new ScriptText(rewrite));
    }

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        Store = CreateStore();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await StopAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>How the suite reaches this server.</summary>
    internal virtual void ConfigureClient(ConfigurationOptions client)
    {
    }

    protected abstract ValueTask StartAsync();

    protected abstract ValueTask StopAsync();
}
