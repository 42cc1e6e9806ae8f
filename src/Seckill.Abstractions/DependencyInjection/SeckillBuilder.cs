using Microsoft.Extensions.DependencyInjection;

namespace Seckill;

/// <summary>Collects the providers of one Seckill registration; providers hang their <c>Use…</c> methods on it.</summary>
/// <param name="services">The services to register with.</param>
public sealed class SeckillBuilder(IServiceCollection services)
{
    /// <summary>The name of the suite's own cache: key of its services, and to be hung a shared tier on.</summary>
    public const string CacheName = "sales";

    /// <summary>The services to register with.</summary>
    public IServiceCollection Services { get; } = services;
}
