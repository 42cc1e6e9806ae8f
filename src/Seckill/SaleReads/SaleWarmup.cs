using Seckill.Caching;
using Seckill.Ledger;

namespace Seckill.SaleReads;

/// <summary>Reads every sale that is not over before the host says that it is ready.</summary>
internal sealed class SaleWarmup(SaleSheets sheets, SaleConfiguration configuration, ISaleDirectory directory) : ICacheWarmup
{
    public string Name => "sales";

    public async ValueTask WarmAsync(SeckillCache cache, CancellationToken cancellationToken = default)
    {
        await configuration.WhenReadyAsync(cancellationToken).ConfigureAwait(false);
        foreach (var sale in await directory.ListLiveAsync(cancellationToken).ConfigureAwait(false))
        {
            await sheets.FindAsync(sale.Id, cancellationToken).ConfigureAwait(false);
        }
    }
}
