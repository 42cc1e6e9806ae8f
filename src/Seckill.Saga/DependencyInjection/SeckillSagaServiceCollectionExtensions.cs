using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Seckill.Sagas;
using Seckill.Sagas.Engine;
using Seckill.Sagas.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the saga engine.</summary>
public static class SeckillSagaServiceCollectionExtensions
{
    /// <summary>
    /// Adds the saga engine. Hang definitions and a store on the builder it returns; a bus too if steps publish events. Use
    /// <see cref="ISagaClient"/>, <see cref="ISagaAdmin"/> and <see cref="ISagaRunners"/>. Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes settings; they are checked at start.</param>
    public static SeckillSagaBuilder AddSeckillSaga(this IServiceCollection services, Action<SagaOptions>? configure = null)
    {
        var options = services.AddOptionsWithValidateOnStart<SagaOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SagaOptions>, SagaOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SagaMetrics>();
        services.TryAddSingleton<SagaEngine>();
        services.TryAddSingleton<ISagaClient, SagaClient>();
        services.TryAddSingleton<ISagaAdmin, SagaAdmin>();
        services.TryAddSingleton<ISagaRunners, SagaRunners>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SagaEngine>(SagaStoreCheck.Engine));
        return new SeckillSagaBuilder(services);
    }
}
