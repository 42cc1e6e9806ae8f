using System.Runtime.CompilerServices;
using Seckill.Caching;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.SaleReads;

/// <summary>Every sale that was ever published, for the filter before <c>sale:</c>: strangers' ids cost neither Redis nor the ledger a call.</summary>
internal sealed class SaleIdSource(ISaleDirectory directory) : IKeyIdSource
{
    public async IAsyncEnumerable<string> ReadIdsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var sale in await directory.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (sale.Stage != SaleStage.Draft)
            {
                yield return sale.Id.Value;
            }
        }
    }
}
