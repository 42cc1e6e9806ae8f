using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.SampleHost.Startup;

/// <summary>In Development, gives a host without a sale that is open or still to come one to look at.</summary>
internal sealed class DemoSale(ISaleDesk desk, IHostEnvironment environment, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!environment.IsDevelopment() || (await desk.ListAsync(cancellationToken)).Any(s => IsAlive(s.StatusAt(now))))
        {
            return;
        }

        var sale = await desk.CreateAsync(
            new SaleDraft
            {
                Product = ProductId.Parse("demo-headphones"),
                Title = "Demo: wireless headphones",
                Price = new Money(99.00m, "CNY"),
                Stock = 100,
                PerBuyerLimit = 2,
                StartsAt = now,
                EndsAt = now.AddHours(24),
            },
            cancellationToken);
        await desk.PublishAsync(sale.Id, cancellationToken);
    }

    private static bool IsAlive(SaleStatus status) => status is SaleStatus.Draft or SaleStatus.Scheduled or SaleStatus.Open or SaleStatus.Paused;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
