using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.SaleReads;

/// <summary>The sheets of published sales through the cache. Every change is written to it before the operator is answered, by the sale's version.</summary>
internal sealed class SaleSheets([FromKeyedServices(SeckillBuilder.CacheName)] SeckillCache cache, ISaleDirectory directory)
{
    public const string Prefix = "sale:";

    /// <summary>The configuration of everything on sale, in one value.</summary>
    public const string LiveKey = "sales";

    // The ledger may be away for a day, and shoppers still see what is on sale.
    private static readonly CacheEntryOptions s_options = CacheEntryOptions.Document with { FailSafeFor = TimeSpan.FromDays(1) };

    /// <summary>A published sale's sheet with the stamp of its version; null when there is none, or only a draft.</summary>
    public ValueTask<CacheResult<SaleSheet?>> FindStampedAsync(SaleId id, CancellationToken cancellationToken) =>
        cache.GetOrCreateStampedAsync<(ISaleDirectory, SaleId), SaleSheet?>(Prefix + id.Value, (directory, id), LoadAsync, s_options, cancellationToken);

    public ValueTask<SaleSheet?> FindAsync(SaleId id, CancellationToken cancellationToken) =>
        cache.GetOrCreateAsync<(ISaleDirectory, SaleId), SaleSheet?>(Prefix + id.Value, (directory, id), LoadAsync, s_options, cancellationToken);

    /// <summary>Keeps the configuration of everything on sale at hand: read again every 5 minutes, and at once when any node changes it.</summary>
    public CachedValue<SaleSheet[]> PinLive() => cache.Pin(
        LiveKey,
        async ct => (await directory.ListLiveAsync(ct).ConfigureAwait(false)).Select(SaleSheet.Of).ToArray(),
        s_options with { Expiration = TimeSpan.FromMinutes(5), JitterUpTo = TimeSpan.Zero });

    /// <summary>Tells every node of a change that the ledger has.</summary>
    public async ValueTask ChangedAsync(Sale sale, CancellationToken cancellationToken)
    {
        if (sale.Stage == SaleStage.Draft)
        {
            return;
        }

        await cache.SetAsync(Prefix + sale.Id.Value, SaleSheet.Of(sale), s_options, sale.Version, cancellationToken).ConfigureAwait(false);
        await cache.RemoveAsync(LiveKey, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<SaleSheet?> LoadAsync((ISaleDirectory Directory, SaleId Id) from, CacheLoadContext<SaleSheet?> context, CancellationToken cancellationToken)
    {
        if (await from.Directory.FindAsync(from.Id, cancellationToken).ConfigureAwait(false) is not { Stage: not SaleStage.Draft } sale)
        {
            return null;
        }

        context.SourceVersion = sale.Version;
        return SaleSheet.Of(sale);
    }
}
