using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Seckill.Ids;
using Seckill.Stock;
using Seckill.Testing.Faults;
using Seckill.Testing.Servers;
using StackExchange.Redis;

namespace Seckill.Redis.Tests;

/// <summary>A server that may evict is not used, though it could not be asked at start.</summary>
public sealed class EvictionTests
{
    private static readonly BucketKey s_bucket = new(SaleId.Parse("evict"), 0);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(40);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_that_was_down_at_start_is_checked_when_it_comes()
    {
        await using var server = await RedisServer.StartAsync("--maxmemory-policy", "allkeys-lru");
        await using var proxy = TcpFaultProxy.Start(server.Configuration);
        proxy.BlackHole();
        proxy.Cut();
        await using var connection = Connect(proxy.Address, out var startup, out var store);

        await startup.CheckAsync(Token);
        await Assert.ThrowsAnyAsync<Exception>(async () => await store.ReadAsync(s_bucket, Token));
        proxy.Heal();

        var refusal = await RefusalAsync(store);
        Assert.Contains("maxmemory-policy \"allkeys-lru\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Set it to \"noeviction\"", refusal.Message, StringComparison.Ordinal);
        await SetPolicyAsync(server, "noeviction");
        await ServesAsync(store);
    }

    private static RedisConnection Connect(string address, out RedisStockStartup startup, out RedisStockStore store)
    {
        var options = Options.Create(new RedisStockOptions { Configuration = $"{address},connectTimeout=500,asyncTimeout=2000" });
        var connection = new RedisConnection(options, new RedisServerCheck(options, NullLogger<RedisServerCheck>.Instance), TimeProvider.System);
        startup = new RedisStockStartup(connection, options);
        store = new RedisStockStore(connection, options);
        return connection;
    }

    private static async Task SetPolicyAsync(RedisServer server, string policy)
    {
        await using var direct = await ConnectionMultiplexer.ConnectAsync($"{server.Configuration},allowAdmin=true");
        await direct.GetServers()[0].ConfigSetAsync("maxmemory-policy", policy);
    }

    private static async Task<InvalidOperationException> RefusalAsync(RedisStockStore store)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(s_patience);
        while (true)
        {
            try
            {
                await store.ReadAsync(s_bucket, patience.Token);
            }
            catch (InvalidOperationException refusal)
            {
                return refusal;
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                // The link is not up yet.
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task ServesAsync(RedisStockStore store)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(s_patience);
        while (true)
        {
            try
            {
                Assert.Null(await store.ReadAsync(s_bucket, patience.Token));
                return;
            }
            catch (Exception e) when (e is RedisException or TimeoutException or InvalidOperationException)
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }
}
