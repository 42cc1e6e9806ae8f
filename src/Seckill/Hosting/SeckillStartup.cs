using Microsoft.Extensions.Hosting;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Recovery;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Hosting;

/// <summary>Brings everything up before the first request: schema, secrets, server checks, and every live sale's stock.</summary>
internal sealed class SeckillStartup(
    ILedgerStartup ledgerStartup,
    IStockStoreStartup stockStartup,
    ISecretVault vault,
    PurchaseIdIssuer issuer,
    ISaleDirectory directory,
    SaleCatalog catalog,
    BucketLoader loader,
    Readiness readiness) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await ledgerStartup.MigrateAsync(cancellationToken).ConfigureAwait(false);
        await stockStartup.CheckAsync(cancellationToken).ConfigureAwait(false);
        await issuer.LoadAsync(vault, cancellationToken).ConfigureAwait(false);
        foreach (var sale in await directory.ListLiveAsync(cancellationToken).ConfigureAwait(false))
        {
            await loader.EnsureLoadedAsync(catalog.Put(sale).Bucket, stockStartup.RebuildAtStart, cancellationToken).ConfigureAwait(false);
        }

        await stockStartup.CompactAsync(cancellationToken).ConfigureAwait(false);
        readiness.IsStarted = true;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
