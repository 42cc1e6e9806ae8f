using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Seckill.Embedded;
using Seckill.Embedded.Stock;
using Seckill.Redis;
using Seckill.Sagas;
using Seckill.Sqlite;

namespace Seckill;

/// <summary>Registers the suite's embedded default.</summary>
public static class EmbeddedSeckillBuilderExtensions
{
    /// <summary>
    /// Runs everything in this process: the stock in Garnet, the ledger in SQLite, both in one folder. What was answered survives a kill.
    /// One process at a time may use a folder.
    /// </summary>
    /// <param name="builder">The builder of <c>AddSeckill</c>.</param>
    /// <param name="configure">Changes settings; they are checked at start.</param>
    public static SeckillBuilder UseEmbedded(this SeckillBuilder builder, Action<EmbeddedOptions>? configure = null)
    {
        var services = builder.Services;
        var options = services.AddOptionsWithValidateOnStart<EmbeddedOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddedOptions>, EmbeddedOptionsValidator>());
        services.TryAddSingleton<DataDirectory>();
        services.TryAddSingleton(static provider =>
        {
            var embedded = provider.GetRequiredService<IOptions<EmbeddedOptions>>().Value;
            var directory = provider.GetRequiredService<DataDirectory>();
            return GarnetHost.Start(Path.Combine(directory.Path, "stock"), embedded.StockMemory);
        });
        services.AddSingleton<IConfigureOptions<RedisStockOptions>, EmbeddedStockConfiguration>();
        services.AddSingleton<IConfigureOptions<SqliteLedgerOptions>, EmbeddedLedgerConfiguration>();
        services.AddSingleton<IPostConfigureOptions<SagaOptions>, EmbeddedSagaConfiguration>();
        services.TryAddSingleton<StockLogKeeper>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StockLogKeeper>(static p => p.GetRequiredService<StockLogKeeper>()));
        services.AddSeckillSqlite(static _ => { });
        return builder.UseRedis(static _ => { });
    }
}
