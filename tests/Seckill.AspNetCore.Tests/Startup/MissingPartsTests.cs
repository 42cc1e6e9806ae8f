using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Seckill.AspNetCore.Tests.Startup;

public sealed class MissingPartsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MapSeckill_WithoutAnyScheme_IsRefused(bool hasServices)
    {
        await using var app = Build(services =>
        {
            services.AddSeckillEndpoints();
            if (hasServices)
            {
                services.AddAuthentication();
            }
        });
        var failure = Assert.Throws<InvalidOperationException>(() => app.MapSeckill());
        Assert.StartsWith("No authentication is registered", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapSeckill_WithoutLedgerAndStock_SaysWhatToCall()
    {
        await using var app = Build(services =>
        {
            services.AddSeckill();
            services.AddSeckillEndpoints();
            services.AddAuthentication().AddCookie();
        });
        var failure = Assert.Throws<InvalidOperationException>(() => app.MapSeckill());
        Assert.StartsWith("Seckill has no ledger and no stock store.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SagasWithoutAStore_SaysWhatToCall()
    {
        await using var app = Build(services => services.AddSeckillSaga());
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("Sagas have no store. Call UseInMemoryStore()", failure.Message, StringComparison.Ordinal);
    }

    private static WebApplication Build(Action<IServiceCollection> services)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        services(builder.Services);
        return builder.Build();
    }
}
