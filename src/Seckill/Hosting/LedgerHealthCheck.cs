using Microsoft.Extensions.Diagnostics.HealthChecks;
using Seckill.Ledger;

namespace Seckill.Hosting;

/// <summary>Ready when the ledger takes a write; one that can only be read still answers most questions, but takes no order.</summary>
internal sealed class LedgerHealthCheck(ILedgerHealth ledger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await ledger.CheckAsync(cancellationToken).ConfigureAwait(false);
        return HealthCheckResult.Healthy("The ledger takes orders.");
    }
}
