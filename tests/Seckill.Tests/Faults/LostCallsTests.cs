using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Reconciliation;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Tests.Embedded;

namespace Seckill.Tests.Faults;

/// <summary>The laws under lost calls and lost replies on both sides. <c>SECKILL_FAULT_ROUNDS</c> sets the count of rounds (default 3), <c>SECKILL_SEED</c> the first seed.</summary>
public sealed class LostCallsTests : IDisposable
{
    private const int Stock = 60;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-test-");

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("SECKILL_FAULT_ROUNDS"), CultureInfo.InvariantCulture, out var n) ? n : 3;

    private static int FirstSeed =>
        int.TryParse(Environment.GetEnvironmentVariable("SECKILL_SEED"), CultureInfo.InvariantCulture, out var n) ? n : Environment.TickCount & 0xFFFFFF;

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData(SaleMode.Atomic)]
    [InlineData(SaleMode.Queued)]
    [InlineData(SaleMode.Adaptive)]
    public async Task Laws_hold_when_calls_and_replies_are_lost(SaleMode mode)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var seed = FirstSeed + round;
            TestContext.Current.TestOutputHelper?.WriteLine($"round {round}: seed {seed}");
            await PlayAsync(seed, mode);
        }
    }

    private async Task PlayAsync(int seed, SaleMode mode)
    {
        var plan = new FaultPlan(seed);
        await using var system = await EmbeddedSystem.StartAsync(
            Path.Combine(_directory.FullName, seed.ToString(CultureInfo.InvariantCulture)),
            options =>
            {
                options.RecoverAfter = TimeSpan.FromMilliseconds(100);
                options.AnswerWithin = TimeSpan.FromMilliseconds(200);
                // A small queue, so that the line is read too, and an adaptive sale that changes over often.
                options.QueueCapacity = 128;
                options.QueueFrom = TimeSpan.FromMilliseconds(20);
                options.CalmBelow = TimeSpan.FromMilliseconds(10);
                options.CalmFor = TimeSpan.FromMilliseconds(250);
            },
            services => AddFaults(services, plan));
        var sale = await system.OpenSaleAsync(Stock, limit: 3, mode: mode);
        var shoppers = Enumerable.Range(0, 60).Select(i => new Shopper(system, sale, $"u{i}", new Random(seed + i))).ToArray();

        plan.FailShare(0.15);
        await Task.WhenAll(shoppers.Select(s => s.ShopAsync(wishes: 3)));
        Assert.True(plan.Injected > 0);
        plan.FailShare(0);

        var books = await QuietBooksAsync(system, sale);
        Assert.Equal(Stock, books.Available + books.PendingPayment + books.Paid);
        await SellOutAsync(system, sale);
        books = await QuietBooksAsync(system, sale);
        Assert.Equal((0L, (long)Stock), (books.Available, books.PendingPayment + books.Paid));
        await CheckOrdersAsync(system, sale, shoppers);
    }

    private static async Task SellOutAsync(EmbeddedSystem system, Sale sale)
    {
        for (var i = 0; ; i++)
        {
            var shopper = new Shopper(system, sale, $"late{i}", new Random(i));
            await shopper.BuyAsync("k", 1);
            if (shopper.Last == PurchaseAnswerKind.SoldOut)
            {
                return;
            }
        }
    }

    // Every order that was ever told stands in the ledger under the same id, and nobody holds more than the limit.
    private static async Task CheckOrdersAsync(EmbeddedSystem system, Sale sale, Shopper[] shoppers)
    {
        foreach (var told in shoppers.SelectMany(s => s.Orders.Values))
        {
            var row = await system.Ledger.FindAsync(told.Id);
            Assert.Equal((told.Buyer, told.Quantity), (row!.Buyer, row.Quantity));
        }

        foreach (var shopper in shoppers)
        {
            var rows = await system.Ledger.ListByBuyerAsync(Ids.BuyerId.Parse(shopper.Name), 1, 100);
            var live = rows.Items.Where(o => o.Status is OrderStatus.PendingPayment or OrderStatus.Paid);
            Assert.InRange(live.Sum(o => o.Quantity), 0, sale.PerBuyerLimit);
        }
    }

    private static async Task<Books> QuietBooksAsync(EmbeddedSystem system, Sale sale)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var books = await system.Desk.ReadBooksAsync(sale.Id);
            if (books is { Balanced: true, Reserved: 0, Settling: 0, Differences.Count: 0 })
            {
                return books;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20), $"The books do not come to rest: {books}");
            await Task.Delay(20);
        }
    }

    private static void AddFaults(IServiceCollection services, FaultPlan plan)
    {
        services.Decorate<IStockStore>(inner => new FaultyStockStore(inner, plan));
        services.Decorate<IOrderLedger>(inner => new FaultyOrderLedger(inner, plan));
    }
}
