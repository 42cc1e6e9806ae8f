using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Seckill;
using Seckill.Hosting;
using Seckill.Maintenance;
using Seckill.Modes;
using Seckill.Purchasing;
using Seckill.Queue;
using Seckill.PurchaseSagas;
using Seckill.Queueing;
using Seckill.Reconciliation;
using Seckill.Recovery;
using Seckill.Sagas;
using Seckill.Sales;
using Seckill.Sessions;
using Seckill.Telemetry;
using Seckill.SaleReads;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the suite.</summary>
public static class SeckillServiceCollectionExtensions
{
    /// <summary>The tag of the health check that tells whether the sales can be served.</summary>
    public const string ReadyTag = "ready";

    // A part that does not answer is no better than one that says no.
    private static readonly TimeSpan s_healthTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds flash sales. Hang a stock store and a ledger on the builder it returns, such as <c>UseEmbedded</c>; both are required.
    /// Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes settings; they are checked at start.</param>
    public static SeckillBuilder AddSeckill(this IServiceCollection services, Action<SeckillOptions>? configure = null)
    {
        var options = services.AddOptionsWithValidateOnStart<SeckillOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SeckillOptions>, SeckillOptionsValidator>());
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        AddDomain(services);
        AddWorkers(services);
        return new SeckillBuilder(services);
    }

    private static void AddDomain(IServiceCollection services)
    {
        services.TryAddSingleton<SeckillMetrics>();
        services.TryAddSingleton<Readiness>();
        services.TryAddSingleton<PurchaseIdIssuer>();
        services.TryAddSingleton<PurchaseNotifier>();
        services.TryAddSingleton<SaleCatalog>();
        services.TryAddSingleton<StockResolver>();
        services.TryAddSingleton<OrderWriter>();
        services.TryAddSingleton<LedgerPace>();
        services.TryAddSingleton<IPurchaseQueue, InProcessPurchaseQueue>();
        services.TryAddSingleton<LineRelay>();
        services.TryAddSingleton<TicketOffice>();
        services.TryAddSingleton<RepeatDesk>();
        services.TryAddSingleton<PurchaseHistory>();
        services.TryAddSingleton<Reserver>();
        services.TryAddSingleton<PurchaseReader>();
        services.TryAddSingleton<BucketLoader>();
        services.TryAddSingleton<ReturnsSignal>();
        services.TryAddSingleton<RefundsWorker>();
        services.TryAddSingleton<StockAdjuster>();
        services.TryAddSingleton<BooksAges>();
        services.TryAddSingleton<BooksReader>();
        services.TryAddSingleton<SaleSettler>();
        services.TryAddSingleton<TicketClerk>();
        services.TryAddSingleton<IPurchases>(RequiredParts.Make<Purchases>);
        services.TryAddSingleton<ISaleDesk>(RequiredParts.Make<SaleDesk>);
        services.TryAddSingleton<ISaleBoard>(RequiredParts.Make<SaleBoard>);
        services.TryAddSingleton<IOperatorSessions, OperatorSessions>();
    }

    // The host may add sagas of its own; the purchase's needs the ledger that the start-up has opened.
    private static void AddSagas(IServiceCollection services)
    {
        services.AddSeckillSaga().UseInMemoryBus().AddSaga(PurchaseSaga.Define);
        services.Replace(ServiceDescriptor.Singleton<ISagaStore, PurchaseSagaStore>());
        services.TryAddSingleton<OverdueOrders>();
        services.TryAddSingleton<OrderSteps>();
        services.TryAddSingleton<PaymentSteps>();
        services.TryAddSingleton<CreatedOrders>();
        services.TryAddSingleton<PurchaseRuns>();
        services.TryAddSingleton<PurchaseMailer>();
        services.TryAddSingleton<FaultDesk>();
        services.TryAddSingleton<IFaultDesk>(static p => p.GetRequiredService<FaultDesk>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISagaStepInterceptor, FaultDesk>(static p => p.GetRequiredService<FaultDesk>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PurchaseMailer>(static p => p.GetRequiredService<PurchaseMailer>()));
    }

    // The start-up comes first: hosted services start in order, and the web server is the last of them.
    private static void AddWorkers(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SeckillStartup>(RequiredParts.Make<SeckillStartup>));
        AddSagas(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TicketClerk>(static p => p.GetRequiredService<TicketClerk>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LineRelay>(static p => p.GetRequiredService<LineRelay>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OrderConsumer>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ModeWorker>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ReturnsWorker>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RefundsWorker>(static p => p.GetRequiredService<RefundsWorker>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, LineRecovery>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SaleMaintenance>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BooksWatch>());
        services.AddSaleReads();
        AddHealth(services);
    }

    private static void AddHealth(IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(StockHealthCheck)))
        {
            return;
        }

        services.AddSingleton<StockHealthCheck>().AddSingleton<LedgerHealthCheck>().AddSingleton<QueueHealthCheck>();
        services.AddHealthChecks()
            .AddCheck<StockHealthCheck>("stock", failureStatus: null, tags: [ReadyTag], timeout: s_healthTimeout)
            .AddCheck<LedgerHealthCheck>("ledger", failureStatus: null, tags: [ReadyTag], timeout: s_healthTimeout)
            .AddCheck<QueueHealthCheck>("queue", failureStatus: null, tags: [ReadyTag], timeout: s_healthTimeout);
    }
}
