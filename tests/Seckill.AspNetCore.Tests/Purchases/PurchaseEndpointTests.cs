using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Ids;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Tests.Purchases;

public sealed class PurchaseEndpointTests
{
    [Fact]
    public async Task Purchase_Ordered_Is201WithTheWholeOrder()
    {
        await using var host = await TestHost.StartAsync();
        var json = await Expect.JsonAsync(await host.BuyAsync(host.Token("u1"), new { quantity = 2, note = "ignored" }), 201);
        Assert.Equal(["reservationId", "status", "orderId", "payBefore", "amount", "currency"], Expect.Names(json));
        Assert.Equal(json.GetProperty("reservationId").GetString(), json.GetProperty("orderId").GetString());
        Assert.Equal("pendingPayment", json.GetProperty("status").GetString());
        Assert.Equal("2026-03-01T12:15:00Z", json.GetProperty("payBefore").GetString());
        Assert.Equal(19.80m, json.GetProperty("amount").GetDecimal());
        Assert.Equal("CNY", json.GetProperty("currency").GetString());
    }

    [Fact]
    public async Task Purchase_Replayed_IsTheSamePurchaseWithItsStatusOfNow()
    {
        await using var host = await TestHost.StartAsync();
        var first = await Expect.JsonAsync(await host.BuyAsync(host.Token("u1")), 201);
        var id = first.GetProperty("reservationId").GetString();
        host.Purchases.Add(host.Purchases.Known.Values.Single() with { Status = PurchaseStatus.Paid });
        var second = await Expect.JsonAsync(await host.BuyAsync(host.Token("u1")), 201);
        Assert.Equal(id, second.GetProperty("reservationId").GetString());
        Assert.Equal("paid", second.GetProperty("status").GetString());
        await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1"), new { quantity = 2 }), 409, "idempotency-conflict");
    }

    [Fact]
    public async Task Purchase_Queued_Is202WithPlaceAndLocation()
    {
        await using var host = await TestHost.StartAsync();
        var queued = Samples.Queued("u1");
        host.Purchases.Answer = (_, _, _, _) => new PurchaseAnswer(PurchaseAnswerKind.Queued, queued);
        var response = await host.BuyAsync(host.Token("u1"));
        var json = await Expect.JsonAsync(response, 202);
        Assert.Equal(["reservationId", "status", "position", "estimatedWaitMs"], Expect.Names(json));
        Assert.Equal("/api/purchases/" + queued.Id, response.Headers.Location?.OriginalString);
        Assert.Equal("queued", json.GetProperty("status").GetString());
        Assert.Equal(7, json.GetProperty("position").GetInt32());
        Assert.Equal(250, json.GetProperty("estimatedWaitMs").GetInt32());
    }

    [Fact]
    public async Task Purchase_RefusedInLine_Is409WithItsOwnReasonAndId()
    {
        await using var host = await TestHost.StartAsync();
        var refused = Samples.Queued("u1") with { Status = PurchaseStatus.Refused, Reason = "lost" };
        host.Purchases.Answer = (_, _, _, _) => new PurchaseAnswer(PurchaseAnswerKind.RefusedInLine, refused);
        var problem = await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1")), 409, "lost");
        Assert.Equal(refused.Id.ToString(), problem.GetProperty("reservationId").GetString());
    }

    [Theory]
    [InlineData(PurchaseAnswerKind.SoldOut, 409, "sold-out")]
    [InlineData(PurchaseAnswerKind.LimitReached, 409, "limit-reached")]
    [InlineData(PurchaseAnswerKind.Paused, 409, "paused")]
    [InlineData(PurchaseAnswerKind.NotStarted, 409, "not-started")]
    [InlineData(PurchaseAnswerKind.Ended, 410, "ended")]
    [InlineData(PurchaseAnswerKind.IdempotencyConflict, 409, "idempotency-conflict")]
    [InlineData(PurchaseAnswerKind.SaleNotFound, 404, "sale-not-found")]
    [InlineData(PurchaseAnswerKind.InvalidQuantity, 400, "invalid-request")]
    [InlineData(PurchaseAnswerKind.Unavailable, 503, "unavailable")]
    public async Task Purchase_Refused_IsTheDocumentedProblem(PurchaseAnswerKind kind, int status, string code)
    {
        await using var host = await TestHost.StartAsync();
        host.Purchases.Answer = (_, _, _, _) => new PurchaseAnswer(kind);
        await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1")), status, code);
    }

    [Fact]
    public async Task Purchase_NotStarted_SaysWhenToComeBack()
    {
        await using var host = await TestHost.StartAsync();
        host.Purchases.Answer = (_, _, _, _) => new PurchaseAnswer(PurchaseAnswerKind.NotStarted, null, TimeSpan.FromSeconds(12.2));
        var response = await host.BuyAsync(host.Token("u1"));
        await Expect.ProblemAsync(response, 409, "not-started");
        Assert.Equal(TimeSpan.FromSeconds(13), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Purchase_DomainFault_Is503BecauseTheOutcomeIsUnknown()
    {
        await using var host = await TestHost.StartAsync();
        host.Purchases.Answer = (_, _, _, _) => throw new TimeoutException("planted");
        await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1")), 503, "unavailable");
        Assert.Contains(host.Log.Troubles, line => line.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Purchase_PassesWhatWasAskedFor_AndTheBuyerOfTheTokenOnly()
    {
        await using var host = await TestHost.StartAsync();
        (string Sale, string Buyer, string Key, int Quantity) seen = default;
        host.Purchases.Answer = (sale, buyer, key, quantity) =>
        {
            seen = (sale.Value, buyer.Value, key.Value, quantity);
            return new PurchaseAnswer(PurchaseAnswerKind.SoldOut);
        };
        await host.BuyAsync(host.Token("u1"), """{"buyer":"u2","x":[{"quantity":9}],"quantity":3}""", "K_-9", "some-sale");
        Assert.Equal(("some-sale", "u1", "K_-9", 3), seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"quantity":0}""")]
    [InlineData("""{"quantity":-1}""")]
    [InlineData("""{"quantity":1.5}""")]
    [InlineData("""{"quantity":"1"}""")]
    [InlineData("""{"quantity":null}""")]
    [InlineData("""{"quantity":true}""")]
    [InlineData("""{"quantity":[1]}""")]
    [InlineData("""{"quantity":1000001}""")]
    [InlineData("""{"quantity":99999999999999999999}""")]
    [InlineData("""{"quantity":1} x""")]
    [InlineData("""{"quantity":1}{"quantity":1}""")]
    [InlineData("""{"\ud800abcd":1,"quantity":1}""")]
    [InlineData("""{"quantity":1,"a":{""")]
    public async Task Purchase_BadBody_Is400(string body)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1"), body), 400, "invalid-request");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("has space")]
    [InlineData("semi;colon")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Purchase_MissingOrBadKey_Is400(string? key)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1"), key: key), 400, "invalid-request");
    }

    [Fact]
    public async Task Purchase_TwoKeys_Is400()
    {
        await using var host = await TestHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sales/s1/purchases") { Content = new StringContent("""{"quantity":1}""", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token("u1"));
        request.Headers.Add("Idempotency-Key", ["a", "b"]);
        await Expect.ProblemAsync(await host.Client.SendAsync(request, TestContext.Current.CancellationToken), 400, "invalid-request");
    }

    [Theory]
    [InlineData("no%20such")]
    [InlineData("a%2Fb")]
    [InlineData("%7Bs1%7D")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("unknown")]
    public async Task Purchase_SaleThatCannotBe_Is404(string sale)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1"), sale: sale), 404, "sale-not-found");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Purchase_NotJson_Is415(string? contentType)
    {
        await using var host = await TestHost.StartAsync();
        var content = new ByteArrayContent("""{"quantity":1}"""u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1"), content), 415, "unsupported-media-type");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Purchase_TooLarge_Is413(bool chunked)
    {
        await using var host = await TestHost.StartAsync();
        var bytes = Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 16 * 1024) + "\",\"quantity\":1}");
        HttpContent content = chunked ? new StreamContent(new ForwardOnlyStream(bytes)) : new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var response = await host.BuyAsync(host.Token("u1"), content);
        await Expect.ProblemAsync(response, 413, "payload-too-large");
        Assert.True(response.Headers.ConnectionClose);
    }

    [Fact]
    public async Task Purchase_ChunkedBodyWithinTheLimit_IsRead()
    {
        await using var host = await TestHost.StartAsync();
        var content = new StreamContent(new ForwardOnlyStream("""{"quantity":1}"""u8.ToArray()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8");
        await Expect.JsonAsync(await host.BuyAsync(host.Token("u1"), content), 201);
    }

    [Fact]
    public async Task Purchase_BurstUsedUp_Is429AndOnlyForThatBuyer()
    {
        await using var host = await TestHost.StartAsync(settings: new() { ["Seckill:Http:Burst"] = "3" });
        for (var i = 0; i < 3; i++)
        {
            await Expect.JsonAsync(await host.BuyAsync(host.Token("u1"), key: i.ToString(CultureInfo.InvariantCulture)), 201);
        }

        await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1"), key: "x"), 429, "rate-limited");
        await Expect.JsonAsync(await host.BuyAsync(host.Token("u2"), key: "x"), 201);
        host.Clock.Advance(TimeSpan.FromMilliseconds(20));
        await Expect.JsonAsync(await host.BuyAsync(host.Token("u1"), key: "x"), 201);
    }

    private sealed class ForwardOnlyStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
