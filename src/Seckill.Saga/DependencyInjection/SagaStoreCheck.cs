using Microsoft.Extensions.DependencyInjection;
using Seckill.Sagas.Engine;

namespace Seckill.Sagas;

/// <summary>Tells a host that chose no store what to call, before the container stumbles over the engine.</summary>
internal static class SagaStoreCheck
{
    /// <exception cref="InvalidOperationException">There is no store.</exception>
    public static SagaEngine Engine(IServiceProvider services) =>
        services.GetService<IServiceProviderIsService>()?.IsService(typeof(ISagaStore)) == false
            ? throw new InvalidOperationException("Sagas have no store. Call UseInMemoryStore() or AddSeckillSqliteSagas(\u2026).")
            : services.GetRequiredService<SagaEngine>();
}
