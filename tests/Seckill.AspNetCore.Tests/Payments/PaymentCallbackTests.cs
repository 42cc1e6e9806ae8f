using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Seckill.AspNetCore.Payments;
using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Tests.Payments;

public sealed class PaymentCallbackTests
{
    [Fact]
    public async Task Callback_Paid_MarksTheOrder_AndTheSameTransactionAgainIsTheSameAnswer()
    {
        await using var host = await TestHost.StartAsync();
        var order = Pending(host);
        for (var i = 0; i < 2; i++)
        {
            var json = await Expect.JsonAsync(await NotifyAsync(host, Notice(order, "t1")), 200);
            Assert.Equal("""{"outcome":"paid"}""", json.GetRawText());
        }

        Assert.Equal(PurchaseStatus.Paid, host.Purchases.Known[order.Id].Status);
        Assert.Equal(1, host.Purchases.Payments);
    }

    [Fact]
    public async Task Callback_CancelledOrder_IsRefunded()
    {
        await using var host = await TestHost.StartAsync();
        var order = host.Purchases.Add(Pending(host) with { Status = PurchaseStatus.Cancelled });
        var json = await Expect.JsonAsync(await NotifyAsync(host, Notice(order, "t1")), 200);
        Assert.Equal("refund", json.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("9.91", "CNY")]
    [InlineData("9.90", "USD")]
    [InlineData("9.90", "cny")]
    [InlineData("-9.90", "CNY")]
    [InlineData("9.900001", "CNY")]
    public async Task Callback_WrongAmountOrCurrency_Is422AndNothingChanges(string amount, string currency)
    {
        await using var host = await TestHost.StartAsync();
        var order = Pending(host);
        var body = $$"""{"orderId":"{{order.Id}}","transactionId":"t1","amount":{{amount}},"currency":"{{currency}}","status":"paid"}""";
        await Expect.ProblemAsync(await NotifyAsync(host, body), 422, "wrong-amount");
        Assert.Equal(PurchaseStatus.PendingPayment, host.Purchases.Known[order.Id].Status);
    }

    [Fact]
    public async Task Callback_UnknownOrder_Is404()
    {
        await using var host = await TestHost.StartAsync();
        var order = Samples.Pending("u1", host.Clock.GetUtcNow());
        await Expect.ProblemAsync(await NotifyAsync(host, Notice(order, "t1")), 404, "order-not-found");
        await Expect.ProblemAsync(await NotifyAsync(host, Notice(order, "t1").Replace(order.Id.ToString(), "no order", StringComparison.Ordinal)), 404, "order-not-found");
    }

    [Fact]
    public async Task Callback_BadOrStaleOrMissingSignature_Is401AndNothingChanges()
    {
        await using var host = await TestHost.StartAsync();
        var order = Pending(host);
        var body = Encoding.UTF8.GetBytes(Notice(order, "t1"));
        var good = PaymentSignature.Sign("demo-secret"u8.ToArray(), host.Clock.GetUtcNow(), body);
        var other = PaymentSignature.Sign("other-secret"u8.ToArray(), host.Clock.GetUtcNow(), body);
        var stale = PaymentSignature.Sign("demo-secret"u8.ToArray(), host.Clock.GetUtcNow().AddSeconds(-301), body);
        foreach (var signature in new[] { null, "", other, stale, good[..^1], good + "0" })
        {
            await Expect.ProblemAsync(await PostAsync(host, "demo", body, signature), 401, "invalid-signature");
        }

        await Expect.ProblemAsync(await PostAsync(host, "demo", [.. body, (byte)' '], good), 401, "invalid-signature");
        Assert.Equal(PurchaseStatus.PendingPayment, host.Purchases.Known[order.Id].Status);
        host.Clock.Advance(TimeSpan.FromSeconds(301));
        await Expect.ProblemAsync(await PostAsync(host, "demo", body, good), 401, "invalid-signature");
        Assert.Equal(0, host.Purchases.Payments);
    }

    [Fact]
    public async Task Callback_ATokenIsNoSignature()
    {
        await using var host = await TestHost.StartAsync();
        var response = await host.PostAsync("/api/payments/callbacks/demo", host.Operator(), Notice(Pending(host), "t1"));
        await Expect.ProblemAsync(response, 401, "invalid-signature");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("""{"orderId":5}""")]
    [InlineData("""{"orderId":"a","transactionId":"","amount":1,"currency":"CNY","status":"paid"}""")]
    [InlineData("""{"orderId":"a","transactionId":"t","amount":"1","currency":"CNY","status":"paid"}""")]
    [InlineData("""{"orderId":"a","transactionId":"t","amount":1,"currency":"CNY","status":"failed"}""")]
    [InlineData("""{"orderId":"a","transactionId":"t\u0000","amount":1,"currency":"CNY","status":"paid"}""")]
    public async Task Callback_SignedNonsense_Is400(string body)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await NotifyAsync(host, body), 400, "invalid-request");
    }

    [Fact]
    public async Task Callback_UnknownProvider_Is404_AlsoInAnotherSpelling()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await NotifyAsync(host, "{}", provider: "nobody"), 404, "provider-not-found");
        await Expect.ProblemAsync(await NotifyAsync(host, "{}", provider: "DEMO"), 404, "provider-not-found");
    }

    [Fact]
    public async Task Callback_OwnProviderFromConfiguration_HasItsOwnSecret_AndProductionHasNoDemo()
    {
        await using var host = await TestHost.StartAsync("Production", new()
        {
            ["Seckill:Tokens:SigningKey"] = new string('k', 32),
            ["Seckill:Payments:bank:Secret"] = "bank-secret",
        });
        var order = Pending(host);
        await Expect.ProblemAsync(await NotifyAsync(host, Notice(order, "t1"), provider: "demo"), 404, "provider-not-found");
        await Expect.ProblemAsync(await NotifyAsync(host, Notice(order, "t1"), provider: "bank"), 401, "invalid-signature");
        await Expect.JsonAsync(await NotifyAsync(host, Notice(order, "t1"), "bank-secret", "bank"), 200);
    }

    [Fact]
    public async Task Callback_NotJsonOrTooLarge_IsRefused()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await PostAsync(host, "demo", "{}"u8.ToArray(), null, "text/plain"), 415, "unsupported-media-type");
        await Expect.ProblemAsync(await PostAsync(host, "demo", new byte[17 * 1024], null), 413, "payload-too-large");
    }

    [Fact]
    public async Task Pay_OwnOrder_GoesThroughTheCallback_OnceHoweverOftenItIsAsked()
    {
        await using var host = await TestHost.StartAsync();
        var order = Pending(host);
        for (var i = 0; i < 3; i++)
        {
            var json = await Expect.JsonAsync(await host.PostAsync($"/api/orders/{order.Id}/pay", host.Token("u1")), 200);
            Assert.Equal("paid", json.GetProperty("outcome").GetString());
        }

        Assert.Equal(1, host.Purchases.Payments);
        Assert.Equal(PurchaseStatus.Paid, host.Purchases.Known[order.Id].Status);
    }

    [Fact]
    public async Task Pay_CancelledOrder_IsTheCallbacksRefund()
    {
        await using var host = await TestHost.StartAsync();
        var order = host.Purchases.Add(Pending(host) with { Status = PurchaseStatus.Cancelled });
        var json = await Expect.JsonAsync(await host.PostAsync($"/api/orders/{order.Id}/pay", host.Token("u1")), 200);
        Assert.Equal("refund", json.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Pay_SomebodyElsesOrInLineOrImpossible_Is404()
    {
        await using var host = await TestHost.StartAsync();
        var order = Pending(host);
        var queued = host.Purchases.Add(Samples.Queued("u1"));
        await Expect.ProblemAsync(await host.PostAsync($"/api/orders/{order.Id}/pay", host.Token("u2")), 404, "order-not-found");
        await Expect.ProblemAsync(await host.PostAsync($"/api/orders/{queued.Id}/pay", host.Token("u1")), 404, "order-not-found");
        await Expect.ProblemAsync(await host.PostAsync("/api/orders/x/pay", host.Token("u1")), 404, "order-not-found");
        Assert.Equal(0, host.Purchases.Payments);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "http://127.0.0.1:5080/")]
    [InlineData("http://*:80", "http://127.0.0.1/")]
    [InlineData("http://+:81", "http://127.0.0.1:81/")]
    [InlineData("http://[::]:82", "http://127.0.0.1:82/")]
    [InlineData("http://0.0.0.0:83", "http://127.0.0.1:83/")]
    [InlineData("https://127.0.0.1:84", null)]
    public void HostAddress_OfItself_IsLoopback(string bound, string? reached) =>
        Assert.Equal(reached, HostAddress.OfItself([bound])?.ToString());

    private static PurchaseState Pending(TestHost host) =>
        host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow().AddMinutes(15)));

    private static string Notice(PurchaseState order, string transaction) => JsonSerializer.Serialize(new
    {
        orderId = order.Id.ToString(),
        transactionId = transaction,
        amount = order.Amount!.Value.Amount,
        currency = order.Amount.Value.Currency,
        status = "paid",
    });

    private static Task<HttpResponseMessage> NotifyAsync(TestHost host, string body, string secret = "demo-secret", string provider = "demo")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return PostAsync(host, provider, bytes, PaymentSignature.Sign(Encoding.UTF8.GetBytes(secret), host.Clock.GetUtcNow(), bytes));
    }

    private static async Task<HttpResponseMessage> PostAsync(TestHost host, string provider, byte[] body, string? signature, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/payments/callbacks/" + provider) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Signature", signature);
        }

        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
