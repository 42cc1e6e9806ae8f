using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Seckill.Embedded;
using Seckill.Embedded.Stock;
using Seckill.Purchasing;
using Seckill.Redis;
using Seckill.Sales;
using StackExchange.Redis;

namespace Seckill.Tests.Embedded;

/// <summary>A host that runs for weeks does not fill its disk.</summary>
public sealed class StockLogTests : IDisposable
{
    private const int Limit = 128;
    private const long LimitBytes = Limit * 1024L * 1024;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-test-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Log_is_cut_in_every_quiet_moment_and_nothing_is_lost()
    {
        var purchases = new List<PurchaseState>();
        var sale = default(Sale);
        await using (var system = await StartAsync())
        {
            sale = await system.OpenSaleAsync(1_000);
            var keeper = system.Get<StockLogKeeper>();
            for (var round = 0; round < 4; round++)
            {
                await FillAsync(system);
                var answer = await system.BuyAsync(sale, $"u{round}", "k");
                purchases.Add(answer.Purchase!);
                Assert.True(keeper.Size > LimitBytes);

                Assert.False(await keeper.LookAsync(Token), "It has just grown.");
                Assert.True(await keeper.LookAsync(Token), "It is long and stands still.");

                await UntilShortAsync(keeper);
                Assert.False(await keeper.LookAsync(Token), "It is short.");
            }
        }

        await using var again = await StartAsync();
        foreach (var purchase in purchases)
        {
            Assert.Equal(purchase.Id, (await again.Purchases.FindAsync(purchase.Id, purchase.Buyer, Token))!.Id);
        }

        var books = await again.Desk.ReadBooksAsync(sale.Id, Token);
        Assert.Equal((996L, 4L), (books!.Available, books.PendingPayment));
    }

    [Fact]
    public void Limit_that_the_engine_cannot_keep_is_refused_with_what_to_do()
    {
        var result = new EmbeddedOptionsValidator().Validate(null, new EmbeddedOptions { StockLogMegabytes = 127 });

        Assert.Contains("EmbeddedOptions.StockLogMegabytes is 127. Set it to 128 or more", result.FailureMessage, StringComparison.Ordinal);
    }

    private Task<EmbeddedSystem> StartAsync() => EmbeddedSystem.StartAsync(
        _directory.FullName,
        decorate: services => services.Configure<EmbeddedOptions>(o => o.StockLogMegabytes = Limit));

    // The engine deletes its files beside its answer.
    private static async Task UntilShortAsync(StockLogKeeper keeper)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (keeper.Size >= LimitBytes)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    // What the engine logs is what counts, not what it means.
    private static async Task FillAsync(EmbeddedSystem system)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(system.Get<IOptions<RedisStockOptions>>().Value.Configuration);
        var value = new byte[1024 * 1024];
        for (var i = 0; i < Limit + 32; i++)
        {
            await connection.GetDatabase().StringSetAsync("filler", value);
        }

        await connection.GetDatabase().ExecuteAsync("COMMITAOF");
    }
}
