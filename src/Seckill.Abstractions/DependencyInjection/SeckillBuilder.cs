using Microsoft.Extensions.DependencyInjection;

namespace Seckill;

/// <summary>Collects the providers of one Seckill registration; providers hang their <c>Use…</c> methods on it.</summary>
/// <param name="services">The services to register with.</param>
public sealed class SeckillBuilder(IServiceCollection services)
{
    /// <summary>The services to register with.</summary>
    public IServiceCollection Services { get; } = services;
}
