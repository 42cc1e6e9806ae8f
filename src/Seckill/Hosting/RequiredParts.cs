using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Hosting;

/// <summary>Tells a host that chose no ledger or no stock store what to call, before the container stumbles over some inner part.</summary>
internal static class RequiredParts
{
    /// <summary>Makes a service after the check.</summary>
    /// <exception cref="InvalidOperationException">A part is missing.</exception>
    public static T Make<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(IServiceProvider services)
    {
        Check(services);
        return ActivatorUtilities.CreateInstance<T>(services);
    }

    private static void Check(IServiceProvider services)
    {
        // Asked without making anything; a container that cannot be asked is left to its own words.
        if (services.GetService<IServiceProviderIsService>() is not { } parts)
        {
            return;
        }

        var hasLedger = parts.IsService(typeof(ISaleDirectory)) && parts.IsService(typeof(IOrderLedger));
        var hasStock = parts.IsService(typeof(IStockStore));
        if (!hasLedger || !hasStock)
        {
            throw new InvalidOperationException(
                hasStock ? "Seckill has no ledger. Call AddSeckillSqlite(\u2026), or .UseEmbedded() (package Seckill.Embedded) for ledger and stock."
                : hasLedger ? "Seckill has no stock store. Call .UseRedis(\u2026), or .UseEmbedded() (package Seckill.Embedded) for ledger and stock."
                : "Seckill has no ledger and no stock store. Call .UseEmbedded() (package Seckill.Embedded), or AddSeckillSqlite(\u2026) and .UseRedis(\u2026).");
        }
    }
}
