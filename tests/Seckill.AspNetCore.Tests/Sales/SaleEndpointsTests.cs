using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.AspNetCore.Tests.Sales;

public sealed class SaleEndpointsTests
{
    [Fact]
    public async Task Find_NeedsNoToken_AndShowsWhatShoppersSee()
    {
        await using var host = await TestHost.StartAsync();
        host.Board.Available[SaleId.Parse("s1")] = 17;
        var json = await Expect.JsonAsync(await host.GetAsync("/api/sales/s1"), 200);
        Assert.Equal(
            ["id", "productId", "title", "price", "currency", "startsAt", "endsAt", "status", "mode", "perBuyerLimit", "available", "serverTime"],
            Expect.Names(json));
        Assert.Equal("Lamp 灯", json.GetProperty("title").GetString());
        Assert.Equal(9.90m, json.GetProperty("price").GetDecimal());
        Assert.Equal("open", json.GetProperty("status").GetString());
        Assert.Equal("atomic", json.GetProperty("mode").GetString());
        Assert.Equal(17, json.GetProperty("available").GetInt64());
        Assert.Equal("2026-03-01T12:00:00Z", json.GetProperty("serverTime").GetString());
        Assert.Equal("2026-03-01T13:00:00Z", json.GetProperty("endsAt").GetString());
    }

    [Theory]
    [InlineData(SaleStage.Published, -2, "ended")]
    [InlineData(SaleStage.Published, 2, "scheduled")]
    [InlineData(SaleStage.Paused, 0, "paused")]
    [InlineData(SaleStage.Closed, 0, "closed")]
    [InlineData(SaleStage.Settled, 0, "settled")]
    public async Task Find_EveryStatus_HasItsWord(SaleStage stage, int shiftHours, string word)
    {
        await using var host = await TestHost.StartAsync();
        host.Board.Sales[SaleId.Parse("s2")] = Samples.Sale("s2", host.Clock.GetUtcNow().AddHours(shiftHours), stage);
        var json = await Expect.JsonAsync(await host.GetAsync("/api/sales/s2"), 200);
        Assert.Equal(word, json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task List_IsAnArrayWithoutDrafts()
    {
        await using var host = await TestHost.StartAsync();
        host.Board.Sales[SaleId.Parse("d1")] = Samples.Sale("d1", host.Clock.GetUtcNow(), SaleStage.Draft);
        var json = await Expect.JsonAsync(await host.GetAsync("/api/sales"), 200);
        Assert.Equal("s1", Assert.Single(json.EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("d1")]
    [InlineData("%01")]
    [InlineData("s1%20")]
    public async Task Find_DraftOrUnknownOrImpossible_Is404(string id)
    {
        await using var host = await TestHost.StartAsync();
        host.Board.Sales[SaleId.Parse("d1")] = Samples.Sale("d1", host.Clock.GetUtcNow(), SaleStage.Draft);
        await Expect.ProblemAsync(await host.GetAsync("/api/sales/" + id), 404, "sale-not-found");
    }

    [Fact]
    public async Task Find_BoardFails_Is503()
    {
        await using var host = await TestHost.StartAsync();
        host.Board.Fault = new IOException("planted");
        await Expect.ProblemAsync(await host.GetAsync("/api/sales/s1"), 503, "unavailable");
    }
}
