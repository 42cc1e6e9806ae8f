using Seckill.Purchasing;
using Seckill.Sales;

namespace Seckill.Tests.Embedded;

public sealed class EmbeddedSaleTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Demand_above_stock_sells_exactly_the_stock()
    {
        await using var system = await EmbeddedSystem.StartAsync(_directory.FullName);
        var sale = await system.OpenSaleAsync(stock: 100);

        var answers = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => system.BuyAsync(sale, $"u{i}", "k1").AsTask()));

        Assert.Equal(100, answers.Count(a => a.Kind == PurchaseAnswerKind.Ordered));
        Assert.Equal(1_900, answers.Count(a => a.Kind == PurchaseAnswerKind.SoldOut));
        var books = await system.Desk.ReadBooksAsync(sale.Id);
        Assert.True(books!.Balanced);
        Assert.Equal((100L, 0L, 100L), (books.Total, books.Available, books.PendingPayment));
    }

    [Fact]
    public async Task One_key_many_times_at_once_is_one_order_also_after_a_restart()
    {
        PurchaseState? first;
        Sale sale;
        await using (var system = await EmbeddedSystem.StartAsync(_directory.FullName))
        {
            sale = await system.OpenSaleAsync(stock: 1);
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => system.BuyAsync(sale, "u1", "k1").AsTask()));
            Assert.All(answers, a => Assert.Equal(PurchaseAnswerKind.Ordered, a.Kind));
            first = Assert.Single(answers.Select(a => a.Purchase).Distinct());
            Assert.Equal(PurchaseAnswerKind.SoldOut, (await system.BuyAsync(sale, "u2", "k1")).Kind);
            Assert.Equal(first, (await system.BuyAsync(sale, "u1", "k1")).Purchase);
        }

        await using (var again = await EmbeddedSystem.StartAsync(_directory.FullName))
        {
            Assert.Equal(first, (await again.BuyAsync(sale, "u1", "k1")).Purchase);
            Assert.Equal(PurchaseAnswerKind.SoldOut, (await again.BuyAsync(sale, "u2", "k1")).Kind);
            Assert.Equal(PurchaseAnswerKind.IdempotencyConflict, (await again.BuyAsync(sale, "u1", "k1", 2)).Kind);
            Assert.True((await again.Desk.ReadBooksAsync(sale.Id))!.Balanced);
        }
    }
}
