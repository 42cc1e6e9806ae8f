using System.Security.Cryptography;

namespace Seckill.Speed.Servers;

/// <summary>The product and the reference, both up the whole time, with one token key and the same settings of the runtime.</summary>
internal sealed class BenchmarkServers : IAsyncDisposable
{
    private readonly DirectoryInfo _data;

    private BenchmarkServers(DirectoryInfo data, ServerProcess product, ServerProcess reference)
    {
        _data = data;
        Product = product;
        Reference = reference;
    }

    public ServerProcess Product { get; }

    public ServerProcess Reference { get; }

    public static async Task<BenchmarkServers> StartAsync(CancellationToken cancellationToken)
    {
        var product = BuiltProgram.Find("Seckill.SampleHost");
        var reference = BuiltProgram.Find("Seckill.Speed.Reference");
        var key = RandomNumberGenerator.GetHexString(64);
        var data = Directory.CreateTempSubdirectory("seckill-speed-data-");
        ServerProcess? started = null;
        try
        {
            started = await ServerProcess.StartAsync(product, product.RuntimeSettings, ForProduct(key, data.FullName), cancellationToken);
            var other = await ServerProcess.StartAsync(reference, product.RuntimeSettings, ForReference(key), cancellationToken);
            return new BenchmarkServers(data, started, other);
        }
        catch
        {
            if (started is not null)
            {
                await started.DisposeAsync();
            }

            data.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Reference.DisposeAsync();
        await Product.DisposeAsync();
        _data.Delete(recursive: true);
    }

    // One buyer's limit would otherwise refuse what the few thousand buyers of a load generator send.
    private static Dictionary<string, string> ForProduct(string key, string data) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Seckill__Tokens__SigningKey"] = key,
        ["Seckill__DataDirectory"] = data,
        ["Seckill__Http__RequestsPerSecond"] = "1000000",
        ["Seckill__Http__Burst"] = "1000000",
    };

    private static Dictionary<string, string> ForReference(string key) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Seckill__Tokens__SigningKey"] = key,
    };
}
