using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Seckill.Caching;
using Seckill.Sessions;

namespace Seckill.SaleReads;

internal static class SaleReadsServices
{
    private const int Sales = 10_000;

    /// <summary>Adds the suite's own cache, local until a provider shares it, and what is read through it.</summary>
    public static void AddSaleReads(this IServiceCollection services)
    {
        if (services.Any(static s => s.ServiceType == typeof(SaleSheets)))
        {
            return;
        }

        services.AddSingleton<SaleSheets>();
        services.AddSingleton<SaleConfiguration>();
        services.AddSingleton<IHostedService>(static p => p.GetRequiredService<SaleConfiguration>());
        services.AddKeyedSeckillCaching(SeckillBuilder.CacheName, static o => o.JsonTypeInfoResolver = JsonTypeInfoResolver.Combine(SaleSheetJson.Default, SessionJson.Default))
            .AddKeyFilter<SaleIdSource>(SaleSheets.Prefix, static o => o.Capacity = Sales)
            .AddWarmup<SaleWarmup>();
    }
}
