using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Seckill.AspNetCore;
using Seckill.AspNetCore.Caching;
using Seckill.AspNetCore.Callers;
using Seckill.AspNetCore.Health;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Pages;
using Seckill.AspNetCore.Payments;
using Seckill.AspNetCore.Problems;
using Seckill.AspNetCore.Purchases;
using Seckill.AspNetCore.Push;
using Seckill.AspNetCore.RateLimiting;
using Seckill.AspNetCore.Sagas;
using Seckill.AspNetCore.Sales;
using Seckill.AspNetCore.Sessions;
using Seckill.Purchasing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what <c>MapSeckill</c> maps.</summary>
public static class SeckillEndpointServices
{
    /// <summary>
    /// Adds the endpoints' services, the policies of <see cref="SeckillPolicies"/>, and problem bodies for every error of the host.
    /// The domain comes from <c>AddSeckill</c>, who the callers are from any authentication scheme. Calling it twice is harmless.
    /// </summary>
    public static IServiceCollection AddSeckillEndpoints(this IServiceCollection services, Action<SeckillEndpointOptions>? configure = null)
    {
        services.AddOptionsWithValidateOnStart<SeckillEndpointOptions>();
        services.AddOptionsWithValidateOnStart<SeckillPaymentOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SeckillEndpointOptions>, SeckillEndpointOptionsCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<SeckillPaymentOptions>, PaymentOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<SeckillPaymentOptions>, PaymentOptionsSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SeckillPaymentOptions>, PaymentOptionsSetup>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealthChecks();
        AddCallers(services);
        AddEndpoints(services);
        AddPush(services);
        return services;
    }

    private static void AddCallers(IServiceCollection services)
    {
        services.AddAuthorization();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<AspNetCore.Authorization.AuthorizationOptions>, SeckillPolicySetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ProblemStartupFilter>());
        services.TryAddSingleton<ProblemGuard>();
        services.TryAddSingleton<BuyerRateLimiter>();
        services.TryAddSingleton<BuyerGate>();
        services.TryAddSingleton<DirectCallers>();
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<SessionReader>();
    }

    private static void AddEndpoints(IServiceCollection services)
    {
        services.TryAddSingleton<PurchaseEndpoint>();
        services.TryAddSingleton<PurchaseQueries>();
        services.TryAddSingleton<CancelEndpoint>();
        services.TryAddSingleton<SaleEndpoints>();
        services.TryAddSingleton<SaleDeskQueries>();
        services.TryAddSingleton<SaleDeskActions>();
        services.TryAddSingleton<SaleDocumentEndpoint>();
        services.TryAddSingleton<CacheEndpoints>();
        services.TryAddSingleton<AuditEndpoint>();
        services.TryAddSingleton<SagaQueries>();
        services.TryAddSingleton<SagaActions>();
        services.TryAddSingleton<FaultEndpoint>();
        services.TryAddSingleton<PaymentCallback>();
        services.TryAddSingleton<DemoGateway>();
        services.TryAddSingleton<HealthEndpoints>();
        services.TryAddSingleton<SessionEndpoints>();
        services.TryAddSingleton<PageAssets>();
        services.TryAddSingleton<PageEndpoints>();
    }

    private static void AddPush(IServiceCollection services)
    {
        services.TryAddSingleton<SocketDirectory>();
        services.TryAddSingleton<WatchList>();
        services.TryAddSingleton<SocketEndpoint>();
        services.TryAddSingleton<SessionSockets>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPurchaseObserver, PurchasePusher>());
        services.AddHostedService<StockTicker>();
    }
}
