using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Seckill.Events;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.PurchaseSagas;
using Seckill.Recovery;
using Seckill.Sagas;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Tests.Embedded;

namespace Seckill.Tests.PurchaseSagas;

/// <summary>The purchase saga as the host wires it, on a SQLite ledger in a file of its own and a clock that only the test moves.</summary>
internal sealed class PurchaseWorld : IAsyncDisposable
{
    private static readonly Money s_price = new(9.90m, "CNY");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seckill-test-");
    private readonly ServiceProvider _services;
    private IHostedService? _engine;
    private long _orders;

    private PurchaseWorld(Action<SeckillOptions>? configure, Func<IOrderLedger, IOrderLedger>? decorate)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IPurchaseObserver>(Told);
        // The clock runs ahead of the work by minutes, and nobody else is there to take the shards.
        services.AddSeckillSaga(o => (o.Shards, o.LeaseTtl) = (2, TimeSpan.FromMinutes(10)));
        var engine = services.Single(s => s.ServiceType == typeof(IHostedService));
        services.AddSeckill(configure);
        services.AddSeckillSqlite(o => o.Path = Path.Combine(_folder.FullName, "ledger.db"));
        services.AddSeckillSqliteSagas();
        services.AddSingleton(DispatchProxy.Create<IStockStore, NoStock>());
        foreach (var worker in services.Where(s => s.ServiceType == typeof(IHostedService) && s != engine).ToList())
        {
            services.Remove(worker);
        }

        if (decorate is not null)
        {
            services.Decorate(decorate);
        }

        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    public ToldBuyers Told { get; } = new();

    public IOrderLedger Ledger => _services.GetRequiredService<IOrderLedger>();

    /// <summary>What the engine sees: rows, and what orders imply.</summary>
    public ISagaStore Store => _services.GetRequiredService<ISagaStore>();

    /// <summary>The rows alone.</summary>
    public ISagaStore Rows => _services.GetRequiredKeyedService<ISagaStore>(SagaStores.Records);

    public IFaultDesk Faults => _services.GetRequiredService<IFaultDesk>();

    public RefundsWorker Refunds => _services.GetRequiredService<RefundsWorker>();

    public IEventBus Bus => _services.GetRequiredService<IEventBus>();

    public ISaleDirectory Sales => _services.GetRequiredService<ISaleDirectory>();

    public IInventory Inventory => _services.GetRequiredService<IInventory>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PurchaseWorld> StartAsync(
        Action<SeckillOptions>? configure = null,
        Func<IOrderLedger, IOrderLedger>? decorate = null,
        bool withEngine = true)
    {
        var world = new PurchaseWorld(configure, decorate);
        await world._services.GetRequiredService<ILedgerStartup>().MigrateAsync(Token);
        await world._services.GetRequiredService<PurchaseIdIssuer>().LoadAsync(world._services.GetRequiredService<ISecretVault>(), Token);
        if (withEngine)
        {
            await world.StartEngineAsync();
        }

        return world;
    }

    public async Task StartEngineAsync()
    {
        _engine = _services.GetServices<IHostedService>().Single();
        await _engine.StartAsync(Token);
    }

    public async Task<Sale> OpenSaleAsync(long stock = 10, TimeSpan? paymentWindow = null)
    {
        var now = Clock.GetUtcNow();
        var sale = await Sales.CreateAsync(
            new SaleDraft
            {
                Product = ProductId.Parse("phone"),
                Title = "Phone",
                Price = s_price,
                Stock = stock,
                PerBuyerLimit = 2,
                StartsAt = now,
                EndsAt = now.AddHours(1),
                PaymentWindow = paymentWindow ?? TimeSpan.FromMinutes(15),
            },
            Token);
        return (await Sales.PublishAsync(sale.Id, Token)).Sale!;
    }

    /// <summary>A reservation as the stock store would hand it over, of a buyer who has nothing yet.</summary>
    public OrderDraft Reserve(Sale sale, int quantity = 1)
    {
        var buyer = BuyerId.Parse(string.Create(CultureInfo.InvariantCulture, $"b{++_orders}"));
        var id = _services.GetRequiredService<PurchaseIdIssuer>().Issue(sale.Ordinal, 0, buyer, RequestKey.Parse("k"));
        return new OrderDraft(id, buyer, quantity, s_price.Amount, sale.PerBuyerLimit);
    }

    public async Task<CreateResult[]?> BuyAsync(params OrderDraft[] drafts) => await _services.GetRequiredService<PurchaseRuns>().RunAsync(drafts, calls: null);

    public async Task<PaymentResult> PayAsync(OrderDraft draft) => await _services.GetRequiredService<IPurchases>().PayAsync(
        new Payment(draft.Id, "demo", $"t-{draft.Id}", s_price.Times(draft.Quantity)),
        Token);

    public async Task<Order?> FindAsync(OrderDraft draft) => await Ledger.FindAsync(draft.Id, Token);

    public async Task<SagaRecord?> FindSagaAsync(OrderDraft draft) => await Store.FindAsync(SagaId.Parse(draft.Id.ToString()), Token);

    public async Task<SagaRecord?> FindRowAsync(OrderDraft draft) => await Rows.FindAsync(SagaId.Parse(draft.Id.ToString()), Token);

    /// <summary>Lets a little time pass, and what had been written before be durable.</summary>
    public async Task StepAsync()
    {
        Clock.Advance(TimeSpan.FromMilliseconds(50));

        // The writer takes turns: when this is answered, so is all that came before it, and the clock cannot run away from the work.
        await Ledger.CompleteReturnsAsync([new PurchaseId(uint.MaxValue, 0, default, 0)], Token);
    }

    /// <summary>Lets time pass until something is so.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < s_patience, $"It never comes to this: {what}.");
            await StepAsync();
        }
    }

    public Task UntilAsync(Func<bool> isSo, string what) => UntilAsync(() => Task.FromResult(isSo()), what);

    public Task UntilSagaIsAsync(OrderDraft draft, SagaStatus status) =>
        UntilAsync(async () => (await FindSagaAsync(draft))?.Status == status, $"saga {status}");

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            // What waits for its next try waits on the clock.
            var stop = _engine.StopAsync(CancellationToken.None);
            await UntilAsync(() => stop.IsCompleted, "the engine has stopped");
            await stop;
        }

        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
