using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Seckill.Caching.Warmup;

/// <summary>Ready when the cache is warm. A Distributed tier that fails only degrades it: the source is asked instead.</summary>
internal sealed class CacheHealthCheck(SeckillCache cache, ICacheWarmer warmer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var missing = warmer.Missing;
        if (missing.Count > 0)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"Not warm yet: {string.Join(", ", missing)}."));
        }

        var isWell = (cache.Parts.Tier?.IsUp ?? true) && cache.Parts.Validity.IsTrusted;
        return Task.FromResult(isWell ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("The Distributed tier does not answer."));
    }
}
