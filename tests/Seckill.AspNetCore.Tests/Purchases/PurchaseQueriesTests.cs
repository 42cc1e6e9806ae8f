using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Ids;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Tests.Purchases;

public sealed class PurchaseQueriesTests
{
    [Fact]
    public async Task Find_OwnOrder_ShowsAllOfIt()
    {
        await using var host = await TestHost.StartAsync();
        var purchase = host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow().AddMinutes(15)));
        var json = await Expect.JsonAsync(await host.GetAsync("/api/purchases/" + purchase.Id, host.Token("u1")), 200);
        Assert.Equal(["reservationId", "saleId", "quantity", "status", "orderId", "payBefore", "amount", "currency"], Expect.Names(json));
        Assert.Equal("s1", json.GetProperty("saleId").GetString());
    }

    [Fact]
    public async Task Find_InLine_ShowsPlaceAndNoOrder()
    {
        await using var host = await TestHost.StartAsync();
        var purchase = host.Purchases.Add(Samples.Queued("u1"));
        var json = await Expect.JsonAsync(await host.GetAsync("/api/purchases/" + purchase.Id, host.Token("u1")), 200);
        Assert.Equal(["reservationId", "saleId", "quantity", "status", "position", "estimatedWaitMs"], Expect.Names(json));
    }

    [Theory]
    [InlineData(PurchaseStatus.Refused, "refused", false)]
    [InlineData(PurchaseStatus.Cancelled, "cancelled", true)]
    public async Task Find_Ended_ShowsTheReason(PurchaseStatus status, string word, bool hasOrder)
    {
        await using var host = await TestHost.StartAsync();
        var purchase = host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow()) with { Status = status, Reason = "payment-timeout" });
        var json = await Expect.JsonAsync(await host.GetAsync("/api/purchases/" + purchase.Id, host.Token("u1")), 200);
        Assert.Equal(word, json.GetProperty("status").GetString());
        Assert.Equal("payment-timeout", json.GetProperty("reason").GetString());
        Assert.Equal(hasOrder, json.TryGetProperty("orderId", out _));
    }

    [Fact]
    public async Task Find_SomebodyElses_LooksExactlyLikeOneThatNeverWas()
    {
        await using var host = await TestHost.StartAsync();
        var purchase = host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow()));
        var other = await Expect.ProblemAsync(await host.GetAsync("/api/purchases/" + purchase.Id, host.Token("u2")), 404, "purchase-not-found");
        var never = await Expect.ProblemAsync(await host.GetAsync("/api/purchases/" + Samples.NewId(), host.Token("u2")), 404, "purchase-not-found");
        var forged = await Expect.ProblemAsync(await host.GetAsync("/api/purchases/" + new string('!', 40), host.Token("u2")), 404, "purchase-not-found");
        Assert.Equal(never.GetRawText(), other.GetRawText());
        Assert.Equal(never.GetRawText(), forged.GetRawText());
        await Expect.ProblemAsync(await host.GetAsync("/api/purchases/" + purchase.Id, host.Operator()), 404, "purchase-not-found");
    }

    [Fact]
    public async Task List_ShowsOnlyOnesOwn_InPages()
    {
        await using var host = await TestHost.StartAsync();
        var ids = Enumerable.Range(0, 51).Select(_ => host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow())).Id.ToString()).Reverse().ToArray();
        host.Purchases.Add(Samples.Pending("u2", host.Clock.GetUtcNow()));
        var first = await Expect.JsonAsync(await host.GetAsync("/api/purchases", host.Token("u1")), 200);
        var second = await Expect.JsonAsync(await host.GetAsync("/api/purchases?page=2", host.Token("u1")), 200);
        Assert.True(first.GetProperty("hasMore").GetBoolean());
        Assert.False(second.GetProperty("hasMore").GetBoolean());
        Assert.Equal(2, second.GetProperty("page").GetInt32());
        var listed = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray());
        Assert.Equal(ids, listed.Select(item => item.GetProperty("reservationId").GetString()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("1&page=2")]
    public async Task List_BadPage_Is400(string page)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync("/api/purchases?page=" + page, host.Token("u1")), 400, "invalid-request");
    }

    [Fact]
    public async Task Cancel_OwnUnpaidOrder_EndsIt_AndAgain()
    {
        await using var host = await TestHost.StartAsync();
        var purchase = host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow()));
        for (var i = 0; i < 2; i++)
        {
            var json = await Expect.JsonAsync(await host.PostAsync($"/api/orders/{purchase.Id}/cancel", host.Token("u1")), 200);
            Assert.Equal("cancelled", json.GetProperty("status").GetString());
            Assert.Equal("cancelled-by-buyer", json.GetProperty("reason").GetString());
        }
    }

    [Fact]
    public async Task Cancel_PlaceInLine_EndsIt()
    {
        await using var host = await TestHost.StartAsync();
        var purchase = host.Purchases.Add(Samples.Queued("u1"));
        var json = await Expect.JsonAsync(await host.PostAsync($"/api/orders/{purchase.Id}/cancel", host.Token("u1")), 200);
        Assert.Equal("refused", json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Cancel_PaidOrForeignOrImpossible_IsRefused()
    {
        await using var host = await TestHost.StartAsync();
        var paid = host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow()) with { Status = PurchaseStatus.Paid });
        await Expect.ProblemAsync(await host.PostAsync($"/api/orders/{paid.Id}/cancel", host.Token("u1")), 409, "already-paid");
        await Expect.ProblemAsync(await host.PostAsync($"/api/orders/{paid.Id}/cancel", host.Token("u2")), 404, "order-not-found");
        await Expect.ProblemAsync(await host.PostAsync("/api/orders/x/cancel", host.Token("u1")), 404, "order-not-found");
        Assert.Equal(PurchaseStatus.Paid, host.Purchases.Known[paid.Id].Status);
    }
}
