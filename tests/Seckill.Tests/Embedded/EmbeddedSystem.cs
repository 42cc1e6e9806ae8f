using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Sales;

namespace Seckill.Tests.Embedded;

/// <summary>The whole suite on its embedded default, in a folder of its own.</summary>
internal sealed class EmbeddedSystem : IAsyncDisposable
{
    private readonly IHost _host;

    private EmbeddedSystem(IHost host) => _host = host;

    public IPurchases Purchases => _host.Services.GetRequiredService<IPurchases>();

    public ISaleDesk Desk => _host.Services.GetRequiredService<ISaleDesk>();

    public IOrderLedger Ledger => _host.Services.GetRequiredService<IOrderLedger>();

    /// <summary>A part of the system.</summary>
    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public HealthCheckService Health => _host.Services.GetRequiredService<HealthCheckService>();

    public static async Task<EmbeddedSystem> StartAsync(string directory, Action<SeckillOptions>? configure = null, Action<IServiceCollection>? decorate = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddFilter(level => level >= LogLevel.Warning);
        builder.Services.AddSeckill(configure).UseEmbedded(o =>
        {
            o.DataDirectory = directory;
            o.StockMemory = "512m";
        });
        decorate?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new EmbeddedSystem(host);
    }

    public async Task<Sale> OpenSaleAsync(long stock, int limit = 1, TimeSpan? paymentWindow = null, SaleMode mode = SaleMode.Atomic)
    {
        var now = TimeProvider.System.GetUtcNow();
        var draft = await Desk.CreateAsync(new SaleDraft
        {
            Product = ProductId.Parse("p1"),
            Title = "Phone",
            Price = new Money(199.90m, "CNY"),
            Stock = stock,
            PerBuyerLimit = limit,
            StartsAt = now.AddMinutes(-1),
            EndsAt = now.AddHours(1),
            Mode = mode,
            PaymentWindow = paymentWindow ?? TimeSpan.FromMinutes(15),
        });
        var result = await Desk.PublishAsync(draft.Id);
        Assert.Equal(LedgerOutcome.Ok, result.Outcome);
        return result.Sale!;
    }

    public ValueTask<PurchaseAnswer> BuyAsync(Sale sale, string buyer, string key, int quantity = 1) =>
        Purchases.PurchaseAsync(sale.Id, BuyerId.Parse(buyer), RequestKey.Parse(key), quantity);

    /// <summary>Buys under new keys until a unit, or a buyer's limit, that is on its way back has come back.</summary>
    public async Task<PurchaseState> BuyUntilTakenAsync(Sale sale, string buyer)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var i = 0; ; i++)
        {
            var answer = await BuyAsync(sale, buyer, $"again{i}");
            if (answer.Kind is PurchaseAnswerKind.Queued or PurchaseAnswerKind.Ordered)
            {
                return answer.Purchase!;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Waits until a ticket has become an order or a refusal; fails when it does not within a generous bound.</summary>
    public async Task<PurchaseState> EndOfAsync(PurchaseState ticket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var now = await Purchases.FindAsync(ticket.Id, ticket.Buyer, patience.Token);
            if (now is { Status: not PurchaseStatus.Queued })
            {
                return now;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
