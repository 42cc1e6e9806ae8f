using Microsoft.Extensions.DependencyInjection;

namespace Seckill.Sagas;

/// <summary>Collects definitions, store and bus of one engine; providers hang their <c>Use…</c> methods on it.</summary>
/// <param name="services">The services to register with.</param>
public sealed class SeckillSagaBuilder(IServiceCollection services)
{
    /// <summary>The services to register with.</summary>
    public IServiceCollection Services { get; } = services;
}
