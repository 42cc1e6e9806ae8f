using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.Events;
using Seckill.Sagas;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>A host that runs golden sagas on a file.</summary>
internal static class GoldenHost
{
    public static async Task<IHost> StartAsync(string path, GoldenSaga saga, GoldenBus bus, TimeSpan pollInterval)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IEventBus>(bus);
        builder.Services.AddSeckillSqliteSagas(o => o.Path = path);
        builder.Services.AddSeckillSaga(o =>
        {
            o.Owner = "golden";
            o.Shards = 2;
            o.PollInterval = pollInterval;
            o.KeepEndedFor = null;
            o.DrainTimeout = TimeSpan.FromMilliseconds(1);
        }).AddSaga(saga.Define()).UseInMemoryStore();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
