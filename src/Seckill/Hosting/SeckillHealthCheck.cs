using Microsoft.Extensions.Diagnostics.HealthChecks;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Hosting;

/// <summary>Ready when the ledger answers and every live sale's stock is loaded.</summary>
internal sealed class SeckillHealthCheck(Readiness readiness, IOrderLedger ledger, IStockStore stock, SaleCatalog catalog) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsStarted)
        {
            return HealthCheckResult.Unhealthy("Starting.");
        }

        await ledger.NextOverdueAtAsync(cancellationToken).ConfigureAwait(false);
        foreach (var sale in catalog.All.Where(s => s.Sale.Stage != SaleStage.Settled))
        {
            if (await stock.ReadAsync(sale.Bucket.Key, cancellationToken).ConfigureAwait(false) is null or { State: BucketState.Loading })
            {
                return HealthCheckResult.Unhealthy($"The stock of sale {sale.Sale.Id} is being loaded.");
            }
        }

        return HealthCheckResult.Healthy();
    }
}
