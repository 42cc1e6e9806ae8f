using Microsoft.Extensions.Diagnostics.HealthChecks;
using Seckill.Queue;

namespace Seckill.Hosting;

/// <summary>Ready when purchases can be handed to the queue.</summary>
internal sealed class QueueHealthCheck(IPurchaseQueue queue) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await queue.PublishAsync([], cancellationToken).ConfigureAwait(false);
        return HealthCheckResult.Healthy("The queue can be reached.");
    }
}
