using Seckill.Embedded.Stock;

namespace Seckill.Caching.Tests.Servers;

public sealed class GarnetCacheServer : CacheServer
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-garnet-");
    private GarnetHost? _host;

    public override string Configuration => _host!.Configuration;

    protected override ValueTask StartAsync()
    {
        _host = GarnetHost.Start(_directory.FullName, "1g");
        return ValueTask.CompletedTask;
    }

    protected override ValueTask StopAsync()
    {
        _host?.Dispose();
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
