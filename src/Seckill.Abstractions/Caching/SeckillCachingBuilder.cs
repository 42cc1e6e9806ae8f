using Microsoft.Extensions.DependencyInjection;

namespace Seckill.Caching;

/// <summary>Collects the providers of one cache; providers hang their <c>Use…</c> methods on it and register keyed by <see cref="Name"/>.</summary>
/// <param name="services">The services to register with.</param>
/// <param name="name">The cache's name; empty for the default one.</param>
public sealed class SeckillCachingBuilder(IServiceCollection services, string name)
{
    /// <summary>The services to register with.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>The cache's name; empty for the default one.</summary>
    public string Name { get; } = name;
}
