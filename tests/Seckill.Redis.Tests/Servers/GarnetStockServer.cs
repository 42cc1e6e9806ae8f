using Seckill.Embedded.Stock;
using StackExchange.Redis;

namespace Seckill.Redis.Tests.Servers;

public sealed class GarnetStockServer : StockServer
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-garnet-");
    private GarnetHost? _host;

    public override string Configuration => _host!.Configuration;

    internal override void ConfigureClient(ConfigurationOptions client) => _host!.Shorten(client);

    protected override ValueTask StartAsync()
    {
        _host = GarnetHost.Start(_directory.FullName, "2g");
        return ValueTask.CompletedTask;
    }

    protected override ValueTask StopAsync()
    {
        _host?.Dispose();
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
