using Seckill.Testing.Servers;

namespace Seckill.Redis.Tests.Servers;

public sealed class RedisStockServer : StockServer
{
    private RedisServer? _server;

    public override string Configuration => (_server ?? throw new InvalidOperationException("No Redis server.")).Configuration;

    protected override async ValueTask StartAsync() => _server = await RedisServer.StartAsync();

    protected override async ValueTask StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
