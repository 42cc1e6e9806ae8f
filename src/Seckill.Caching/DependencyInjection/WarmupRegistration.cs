namespace Seckill.Caching.DependencyInjection;

/// <summary>A warm-up that was asked for on a builder.</summary>
internal sealed record WarmupRegistration(string Cache, Func<IServiceProvider, ICacheWarmup> Create);
