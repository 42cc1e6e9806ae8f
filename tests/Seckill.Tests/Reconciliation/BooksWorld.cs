using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Reconciliation;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Tests.Reconciliation;

/// <summary>A SQLite ledger in a file of its own, a store that says what the test wants, and a clock that only the test moves. The sale has 100 units.</summary>
internal sealed class BooksWorld : IAsyncDisposable
{
    private const long Stock = 100;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seckill-test-");
    private readonly ServiceProvider _services;
    private ulong _ids;

    private BooksWorld()
    {
        var store = DispatchProxy.Create<IStockStore, StandInStore>();
        Store = (StandInStore)store;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(store);
        services.AddSeckill();
        services.AddSeckillSqlite(o => o.Path = Path.Combine(_folder.FullName, "ledger.db"));
        _services = services.BuildServiceProvider();
        Watch = ActivatorUtilities.CreateInstance<BooksWatch>(_services);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    public StandInStore Store { get; }

    public BooksWatch Watch { get; }

    public IOrderLedger Orders => _services.GetRequiredService<IOrderLedger>();

    public IStockBook Book => _services.GetRequiredService<IStockBook>();

    public SaleRuntime Runtime { get; private set; } = null!;

    public Sale Sale => Runtime.Sale;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<BooksWorld> StartAsync()
    {
        var world = new BooksWorld();
        await world._services.GetRequiredService<ILedgerStartup>().MigrateAsync(Token);
        var now = world.Clock.GetUtcNow();
        var sales = world._services.GetRequiredService<ISaleDirectory>();
        var draft = await sales.CreateAsync(
            new SaleDraft
            {
                Product = ProductId.Parse("phone"),
                Title = "Phone",
                Price = new Money(1, "CNY"),
                Stock = Stock,
                PerBuyerLimit = 50,
                StartsAt = now,
                EndsAt = now.AddHours(1),
            },
            Token);
        var sale = (await sales.PublishAsync(draft.Id, Token)).Sale!;
        world.Runtime = world._services.GetRequiredService<SaleCatalog>().Put(sale);
        world.Show(Stock);
        return world;
    }

    /// <summary>An order in the ledger.</summary>
    public async Task<OrderDraft> OrderAsync(int quantity = 1)
    {
        var draft = new OrderDraft(new PurchaseId(Sale.Ordinal, 0, ++_ids, 0), BuyerId.Parse("b1"), quantity, 1, 50);
        Assert.True((await Orders.CreateAsync([draft], Token))[0].Created);
        return draft;
    }

    /// <summary>An order that was cancelled, so that its units are on their way back.</summary>
    public async Task<OrderDraft> ReturnAsync(int quantity = 1)
    {
        var draft = await OrderAsync(quantity);
        await Orders.CancelAsync([new CancelRequest(draft, EndReason.CancelledByBuyer)], Token);
        return draft;
    }

    /// <summary>What the store says from now on; its total is what the numbers make.</summary>
    public void Show(long available, long reserved = 0, long confirmed = 0) => Store.View = new BucketView
    {
        Epoch = Sale.Epoch,
        Revision = (Store.View?.Revision ?? 0) + 1,
        State = BucketState.Open,
        Total = available + reserved + confirmed,
        Available = available,
        Reserved = reserved,
        Confirmed = confirmed,
        Sequence = 0,
        Ended = 0,
        AdjustmentSequence = 0,
        ServerTime = Clock.GetUtcNow(),
        Settings = new BucketSettings
        {
            Version = 1,
            State = BucketState.Open,
            StartsAt = Sale.StartsAt,
            EndsAt = Sale.EndsAt,
            PerBuyerLimit = 50,
            Price = 1,
            KeepFor = TimeSpan.FromDays(1),
        },
    };

    public void ShowLine(params OrderDraft[] line) => Store.Line = [.. line.Select((d, i) =>
        new Reservation(d.Id, d.Buyer, d.Quantity, ReservationState.Reserved, i + 1, Clock.GetUtcNow(), 1, 50))];

    public async Task<Books> ReadAsync() => await _services.GetRequiredService<BooksReader>().ReadAsync(Sale, Token);

    /// <summary>Lets time pass, with a look every two seconds.</summary>
    public async Task WatchForAsync(TimeSpan span)
    {
        for (var end = Clock.GetUtcNow() + span; Clock.GetUtcNow() < end;)
        {
            await Watch.LookAsync(Token);
            Clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Watch.Dispose();
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
