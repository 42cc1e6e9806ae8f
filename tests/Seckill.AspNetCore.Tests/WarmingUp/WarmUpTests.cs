using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Ids;
using Seckill.Sales;
using Seckill.SampleHost.WarmUp;

namespace Seckill.AspNetCore.Tests.WarmingUp;

[Collection(nameof(Alone))]
public sealed class WarmUpTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("seckill-warm-");

    private string Folder => Path.Combine(_data.FullName, "warm-up");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_host_is_ready_when_it_is_warm_and_nothing_of_it_is_left()
    {
        var counted = new ConcurrentDictionary<string, long>();
        using var meters = Listen(counted);
        await using var host = await WarmHost.StartAsync(_data, 2);
        Assert.Equal((503, "unhealthy"), await host.LookAsync());
        await host.WarmUp.Ended.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((200, "healthy"), await host.LookAsync());
        Assert.False(Directory.Exists(Folder));
        Assert.Empty(await host.Services.GetRequiredService<ISaleDesk>().ListAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(host.Log.Troubles, trouble => trouble.Contains("warm-up", StringComparison.Ordinal));

        // It did play, and none of it counts as sold.
        Assert.True(counted.GetValueOrDefault("warm-up") > 800, $"{counted.GetValueOrDefault("warm-up")} measured");
        Assert.Equal(0, counted.GetValueOrDefault("Seckill"));
    }

    [Fact]
    public async Task A_host_that_comes_back_into_a_sale_is_ready_at_once()
    {
        await using (var before = await WarmHost.StartAsync(_data, 0))
        {
            await OpenSaleAsync(before.Services.GetRequiredService<ISaleDesk>());
        }

        // As a warm-up leaves it that was killed.
        Directory.CreateDirectory(Path.Combine(Folder, "stock"));
        await using var host = await WarmHost.StartAsync(_data, 60);
        Assert.True(host.WarmUp.Ended.IsCompletedSuccessfully);
        Assert.Equal("healthy", (await host.LookAsync()).WarmUp);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task A_stop_ends_it()
    {
        await using var host = await WarmHost.StartAsync(_data, 60);
        Assert.False(host.WarmUp.Ended.IsCompleted);
        await host.StopAsync();
        Assert.True(host.WarmUp.Ended.IsCompletedSuccessfully);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task One_that_fails_is_told_and_the_host_is_ready()
    {
        await File.WriteAllTextAsync(Folder, "in the way", TestContext.Current.CancellationToken);
        await using var host = await WarmHost.StartAsync(_data, 60);
        await host.WarmUp.Ended.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Contains(host.Log.Troubles, trouble => trouble.Contains("warm-up failed", StringComparison.Ordinal));
        Assert.Equal((200, "healthy"), await host.LookAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(60, true)]
    [InlineData(-1, false)]
    [InlineData(61, false)]
    public void Its_seconds_are_checked(int seconds, bool isGood)
    {
        var result = new WarmUpSettingsCheck().Validate(null, new WarmUpSettings { Seconds = seconds });
        Assert.Equal(isGood, result.Succeeded);
        Assert.True(isGood || result.FailureMessage!.Contains("Seckill:WarmUp:Seconds", StringComparison.Ordinal));
    }

    private static async Task OpenSaleAsync(ISaleDesk desk)
    {
        var now = TimeProvider.System.GetUtcNow();
        var sale = await desk.CreateAsync(
            new SaleDraft
            {
                Product = ProductId.Parse("lamp"),
                Title = "Lamp",
                Price = new Money(5m, "CNY"),
                Stock = 10,
                PerBuyerLimit = 1,
                StartsAt = now,
                EndsAt = now.AddHours(1),
            },
            TestContext.Current.CancellationToken);
        await desk.PublishAsync(sale.Id, TestContext.Current.CancellationToken);
    }

    // Observable instruments are asked by nobody here: what is counted was measured by a purchase.
    private static MeterListener Listen(ConcurrentDictionary<string, long> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "warm-up" || (instrument.Meter.Name == "Seckill" && instrument.Name.Contains("purchase", StringComparison.Ordinal)))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => counted.AddOrUpdate(instrument.Meter.Name, 1, static (_, count) => count + 1));
        listener.Start();
        return listener;
    }
}
