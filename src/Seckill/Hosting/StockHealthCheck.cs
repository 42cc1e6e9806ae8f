using Microsoft.Extensions.Diagnostics.HealthChecks;
using Seckill.Ids;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Hosting;

/// <summary>Ready when start-up is through, the stock store answers and every live sale's stock is loaded.</summary>
internal sealed class StockHealthCheck(Readiness readiness, IStockStore stock, SaleCatalog catalog) : IHealthCheck
{
    private static readonly BucketKey s_nobodys = new(SaleId.Parse("health"), 0);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!readiness.IsStarted)
        {
            return HealthCheckResult.Unhealthy("Starting.");
        }

        // The store must answer also while there is no sale.
        await stock.ReadAsync(s_nobodys, cancellationToken).ConfigureAwait(false);
        foreach (var sale in catalog.All.Where(s => s.Sale.Stage != SaleStage.Settled))
        {
            if (await stock.ReadAsync(sale.Bucket.Key, cancellationToken).ConfigureAwait(false) is null or { State: BucketState.Loading })
            {
                return HealthCheckResult.Unhealthy($"The stock of sale {sale.Sale.Id} is being loaded.");
            }
        }

        return HealthCheckResult.Healthy("The stock of every sale is loaded.");
    }
}
