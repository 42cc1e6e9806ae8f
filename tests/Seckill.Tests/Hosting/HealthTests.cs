using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Seckill.Ids;
using Seckill.Queue;
using Seckill.Sqlite;
using Seckill.Stock;
using Seckill.Tests.Embedded;
using Seckill.Tests.Faults;

namespace Seckill.Tests.Hosting;

/// <summary>Each part that a sale needs answers for itself, and by doing what it is for.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Healthy_system_says_so_part_by_part()
    {
        await using var system = await EmbeddedSystem.StartAsync(_directory.FullName);
        await system.OpenSaleAsync(10);

        Assert.Equal("ledger: Healthy, queue: Healthy, stock: Healthy", await StatesAsync(system));
    }

    [Fact]
    public async Task Ledger_that_can_only_be_read_is_not_ready()
    {
        await using var system = await EmbeddedSystem.StartAsync(
            _directory.FullName,
            decorate: services => services.PostConfigure<SqliteLedgerOptions>(o => o.BusyTimeout = TimeSpan.Zero));
        var sale = await system.OpenSaleAsync(10);
        using var other = new SqliteConnection($"Data Source={Path.Combine(_directory.FullName, "ledger.db")};Pooling=False");
        other.Open();
        using (var transaction = other.BeginTransaction(deferred: false))
        {
            Assert.Empty((await system.Ledger.ListBySaleAsync(sale.Id, 1, 10)).Items);
            Assert.Equal("ledger: Unhealthy, queue: Healthy, stock: Healthy", await StatesAsync(system));
        }

        Assert.Equal("ledger: Healthy, queue: Healthy, stock: Healthy", await StatesAsync(system));
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_not_ready_though_there_is_no_sale()
    {
        var plan = new FaultPlan(1);
        await using var system = await EmbeddedSystem.StartAsync(
            _directory.FullName,
            decorate: services => services.Decorate<IStockStore>(inner => new FaultyStockStore(inner, plan)));

        plan.FailShare(1);
        Assert.Equal("ledger: Healthy, queue: Healthy, stock: Unhealthy", await StatesAsync(system));
        plan.FailShare(0);
        Assert.Equal("ledger: Healthy, queue: Healthy, stock: Healthy", await StatesAsync(system));
    }

    [Fact]
    public async Task Queue_that_takes_nothing_is_not_ready()
    {
        await using var system = await EmbeddedSystem.StartAsync(
            _directory.FullName,
            decorate: services => services.Decorate<IPurchaseQueue>(inner => new BrokenQueue(inner)));

        Assert.Equal("ledger: Healthy, queue: Unhealthy, stock: Healthy", await StatesAsync(system));
    }

    private static async Task<string> StatesAsync(EmbeddedSystem system)
    {
        var report = await system.Health.CheckHealthAsync(TestContext.Current.CancellationToken);
        // The cache is warm a moment after the start, and tells of itself elsewhere.
        var parts = report.Entries.Where(e => e.Key != "cache-" + SeckillBuilder.CacheName).OrderBy(e => e.Key, StringComparer.Ordinal);
        return string.Join(", ", parts.Select(e => $"{e.Key}: {e.Value.Status}"));
    }

    /// <summary>A queue whose broker cannot be reached.</summary>
    private sealed class BrokenQueue(IPurchaseQueue inner) : IPurchaseQueue
    {
        public ValueTask<int> PublishAsync(IReadOnlyList<QueuedPurchase> purchases, CancellationToken cancellationToken = default) =>
            throw new IOException("planted");

        public ValueTask WaitForRoomAsync(CancellationToken cancellationToken = default) => inner.WaitForRoomAsync(cancellationToken);

        public ValueTask<IReadOnlyList<PurchaseDelivery>> ReceiveAsync(int most, CancellationToken cancellationToken = default) => inner.ReceiveAsync(most, cancellationToken);

        public ValueTask AckAsync(IReadOnlyList<PurchaseDelivery> deliveries, CancellationToken cancellationToken = default) => inner.AckAsync(deliveries, cancellationToken);

        public ValueTask ReturnAsync(IReadOnlyList<PurchaseDelivery> deliveries, CancellationToken cancellationToken = default) =>
            inner.ReturnAsync(deliveries, cancellationToken);

        public bool MayHold(PurchaseId id) => inner.MayHold(id);
    }
}
