using System.Text.Json;
using System.Text.Json.Nodes;
using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.AspNetCore.Tests.Operators;

public sealed class SaleDeskTests
{
    private const string Valid = """
        {"productId":"p1","title":"Lamp","price":9.9,"currency":"CNY","stock":100,"perBuyerLimit":2,
         "startsAt":"2026-03-01T12:00:00Z","endsAt":"2026-03-01T22:00:00+08:00","mode":"atomic","paymentWindow":"00:05:00","unknown":1}
        """;

    [Fact]
    public async Task Create_Valid_Is201WithEverySettingAndVersion()
    {
        await using var host = await TestHost.StartAsync();
        var response = await host.PostAsync("/api/admin/sales", host.Operator(), Valid);
        var json = await Expect.JsonAsync(response, 201);
        var id = json.GetProperty("id").GetString()!;
        Assert.Equal("/api/admin/sales/" + id, response.Headers.Location?.OriginalString);
        Assert.Equal("draft", json.GetProperty("status").GetString());
        Assert.Equal(100, json.GetProperty("stock").GetInt64());
        Assert.Equal("00:05:00", json.GetProperty("paymentWindow").GetString());
        Assert.Equal("2026-03-01T14:00:00Z", json.GetProperty("endsAt").GetString());
        Assert.Equal(1, json.GetProperty("version").GetInt64());
        var read = await Expect.JsonAsync(await host.GetAsync("/api/admin/sales/" + id, host.Operator()), 200);
        Assert.Equal(json.GetRawText(), read.GetRawText());
        var all = await Expect.JsonAsync(await host.GetAsync("/api/admin/sales", host.Operator()), 200);
        Assert.Equal(2, all.GetArrayLength());
        var entry = Assert.Single(host.Audit.Entries);
        Assert.Equal(("op1", "create", id, "ok"), (entry.Who, entry.Action, entry.Target, entry.Outcome));
        Assert.Equal(host.Clock.GetUtcNow(), entry.At);
    }

    [Fact]
    public async Task Create_LeavesOutModeAndWindow_TakesTheDefaults()
    {
        await using var host = await TestHost.StartAsync();
        var body = JsonNode.Parse(Valid)!.AsObject();
        body.Remove("mode");
        body.Remove("paymentWindow");
        var json = await Expect.JsonAsync(await host.PostAsync("/api/admin/sales", host.Operator(), body.ToJsonString()), 201);
        Assert.Equal("atomic", json.GetProperty("mode").GetString());
        Assert.Equal("00:15:00", json.GetProperty("paymentWindow").GetString());
    }

    [Theory]
    [InlineData("productId", "null")]
    [InlineData("productId", "\"a b\"")]
    [InlineData("title", "\"\"")]
    [InlineData("title", "\"  \"")]
    [InlineData("price", "null")]
    [InlineData("price", "-1")]
    [InlineData("price", "1.23456")]
    [InlineData("currency", "\"cny\"")]
    [InlineData("currency", "null")]
    [InlineData("stock", "0")]
    [InlineData("stock", "100000001")]
    [InlineData("perBuyerLimit", "0")]
    [InlineData("startsAt", "null")]
    [InlineData("endsAt", "\"2026-03-01T12:00:00Z\"")]
    [InlineData("mode", "\"Atomic\"")]
    [InlineData("paymentWindow", "\"00:00:00.5\"")]
    [InlineData("paymentWindow", "\"-00:15:00\"")]
    public async Task Create_BrokenRule_Is400AndNamesTheMember(string member, string value)
    {
        await using var host = await TestHost.StartAsync();
        var body = JsonNode.Parse(Valid)!.AsObject();
        body[member] = JsonNode.Parse(value);
        var problem = await Expect.ProblemAsync(await host.PostAsync("/api/admin/sales", host.Operator(), body.ToJsonString()), 400, "invalid-request");
        Assert.StartsWith(member, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("invalid-request: " + member, Assert.Single(host.Audit.Entries).Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stock", "1.5")]
    [InlineData("stock", "\"100\"")]
    [InlineData("perBuyerLimit", "3000000000")]
    [InlineData("title", "5")]
    [InlineData("startsAt", "\"2026-03-01T12:00:00\"")]
    [InlineData("startsAt", "\"2026-03-01\"")]
    [InlineData("startsAt", "\"tomorrow\"")]
    [InlineData("startsAt", "\"0001-01-01T00:00:00Z\"")]
    [InlineData("paymentWindow", "900")]
    [InlineData("price", "1e99")]
    public async Task Create_WrongType_Is400(string member, string value)
    {
        await using var host = await TestHost.StartAsync();
        var body = JsonNode.Parse(Valid)!.AsObject();
        body[member] = JsonNode.Parse(value);
        await Expect.ProblemAsync(await host.PostAsync("/api/admin/sales", host.Operator(), body.ToJsonString()), 400, "invalid-request");
        Assert.Single(host.Audit.Entries);
    }

    [Fact]
    public async Task Create_DeskRefusesAValue_Is400WithItsWords()
    {
        await using var host = await TestHost.StartAsync();
        host.Desk.Fault = new ArgumentException("mode queued is not available.");
        var problem = await Expect.ProblemAsync(await host.PostAsync("/api/admin/sales", host.Operator(), Valid), 400, "invalid-request");
        Assert.Contains("mode queued", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_DeskFails_Is503AndAuditedAsUnknown()
    {
        await using var host = await TestHost.StartAsync();
        host.Desk.Fault = new IOException("planted");
        await Expect.ProblemAsync(await host.PostAsync("/api/admin/sales", host.Operator(), Valid), 503, "unavailable");
        Assert.Equal("unavailable", Assert.Single(host.Audit.Entries).Outcome);
    }

    [Theory]
    [InlineData("publish", SaleStage.Draft, "open")]
    [InlineData("pause", SaleStage.Published, "paused")]
    [InlineData("resume", SaleStage.Paused, "open")]
    [InlineData("close", SaleStage.Published, "closed")]
    public async Task Move_Allowed_Is200_AndAgainIsInvalidTransition(string move, SaleStage from, string status)
    {
        await using var host = await TestHost.StartAsync();
        host.Desk.Sales[SaleId.Parse("s9")] = Samples.Sale("s9", host.Clock.GetUtcNow(), from);
        var json = await Expect.JsonAsync(await host.PostAsync($"/api/admin/sales/s9/{move}", host.Operator()), 200);
        Assert.Equal(status, json.GetProperty("status").GetString());
        await Expect.ProblemAsync(await host.PostAsync($"/api/admin/sales/s9/{move}", host.Operator()), 409, "invalid-transition");
        await Expect.ProblemAsync(await host.PostAsync($"/api/admin/sales/none/{move}", host.Operator()), 404, "sale-not-found");
        await Expect.ProblemAsync(await host.PostAsync($"/api/admin/sales/a%20b/{move}", host.Operator()), 404, "sale-not-found");
        Assert.Equal(["ok", "invalid-transition", "sale-not-found", "sale-not-found"], host.Audit.Entries.Select(e => e.Outcome));
        Assert.All(host.Audit.Entries, entry => Assert.Equal(move, entry.Action));
    }

    [Theory]
    [InlineData(LedgerOutcome.InventoryShort, "inventory-short")]
    [InlineData(LedgerOutcome.StockCommitted, "stock-committed")]
    [InlineData(LedgerOutcome.IdConflict, "idempotency-conflict")]
    [InlineData(LedgerOutcome.VersionConflict, "version-conflict")]
    public async Task Move_RefusedByTheLedger_Is409WithItsCode(LedgerOutcome outcome, string code)
    {
        await using var host = await TestHost.StartAsync();
        host.Desk.Outcome = outcome;
        await Expect.ProblemAsync(await host.PostAsync("/api/admin/sales/s1/pause", host.Operator()), 409, code);
    }

    [Fact]
    public async Task Change_WithTheVersionLastRead_ChangesOnlyWhatIsNamed()
    {
        await using var host = await TestHost.StartAsync();
        var json = await PatchAsync(host, """{"version":1,"title":"New","price":null,"mode":"queued"}""", 200);
        Assert.Equal("New", json.GetProperty("title").GetString());
        Assert.Equal(2, json.GetProperty("version").GetInt64());
        Assert.Equal(new SaleChange { Title = "New", Mode = SaleMode.Queued }, host.Desk.LastChange);
    }

    [Fact]
    public async Task Change_OldVersion_Is409()
    {
        await using var host = await TestHost.StartAsync();
        var response = await host.SendAsync(HttpMethod.Patch, "/api/admin/sales/s1", host.Operator(), """{"version":7,"title":"New"}""");
        await Expect.ProblemAsync(response, 409, "version-conflict");
    }

    [Theory]
    [InlineData("""{"title":"x"}""", "version")]
    [InlineData("""{"version":1,"perBuyerLimit":0}""", "perBuyerLimit")]
    [InlineData("""{"version":1,"price":-1}""", "price")]
    [InlineData("""{"version":1,"mode":"x"}""", "mode")]
    [InlineData("""{"version":1,"title":""}""", "title")]
    public async Task Change_BrokenRule_Is400(string body, string member)
    {
        await using var host = await TestHost.StartAsync();
        var response = await host.SendAsync(HttpMethod.Patch, "/api/admin/sales/s1", host.Operator(), body);
        var problem = await Expect.ProblemAsync(response, 400, "invalid-request");
        Assert.StartsWith(member, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adjust_Answers200WithTheBooks()
    {
        await using var host = await TestHost.StartAsync();
        var json = await Expect.JsonAsync(await AdjustAsync(host, """{"delta":-10,"reason":"broken box"}"""), 200);
        Assert.Equal(90, json.GetProperty("total").GetInt64());
        var read = await Expect.JsonAsync(await host.GetAsync("/api/admin/sales/s1/books", host.Operator()), 200);
        Assert.Equal(
            ["total", "available", "reserved", "pendingPayment", "paid", "settling", "balanced", "epoch", "differences"],
            Expect.Names(read));
        Assert.Equal(["units", "cause", "ids"], Expect.Names(Assert.Single(read.GetProperty("differences").EnumerateArray())));
        await Expect.ProblemAsync(await AdjustAsync(host, """{"delta":-91,"reason":"x"}"""), 409, "stock-committed");
        Assert.Contains("broken box", host.Audit.Entries[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"delta":0,"reason":"x"}""")]
    [InlineData("""{"delta":1}""")]
    [InlineData("""{"delta":1,"reason":" "}""")]
    [InlineData("""{"delta":100000001,"reason":"x"}""")]
    [InlineData("""{"delta":-9223372036854775808,"reason":"x"}""")]
    [InlineData("""{"delta":1.5,"reason":"x"}""")]
    [InlineData("""{"delta":"1","reason":"x"}""")]
    [InlineData("nonsense")]
    public async Task Adjust_BadBody_Is400(string body)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await AdjustAsync(host, body), 400, "invalid-request");
    }

    [Fact]
    public async Task Adjust_WithoutKey_Is400()
    {
        await using var host = await TestHost.StartAsync();
        var response = await host.PostAsync("/api/admin/sales/s1/stock-adjustments", host.Operator(), """{"delta":1,"reason":"x"}""");
        await Expect.ProblemAsync(response, 400, "invalid-request");
    }

    [Fact]
    public async Task Orders_AreListed_AndUnknownSalesAreNot()
    {
        await using var host = await TestHost.StartAsync();
        var order = new Order
        {
            Id = Samples.NewId(),
            Sale = SaleId.Parse("s1"),
            Buyer = BuyerId.Parse("u1"),
            Quantity = 2,
            UnitPrice = new Money(1.5m, "CNY"),
            PerBuyerLimit = 2,
            Status = OrderStatus.Cancelled,
            Reason = EndReason.PaymentTimeout,
            CreatedAt = host.Clock.GetUtcNow(),
            PayBefore = host.Clock.GetUtcNow().AddMinutes(15),
        };
        host.Desk.Orders.AddRange(Enumerable.Repeat(order, 51));
        var json = await Expect.JsonAsync(await host.GetAsync("/api/admin/sales/s1/orders?page=2", host.Operator()), 200);
        var shown = Assert.Single(json.GetProperty("items").EnumerateArray());
        Assert.Equal(order.Id.ToString(), shown.GetProperty("orderId").GetString());
        Assert.Equal("u1", shown.GetProperty("buyer").GetString());
        Assert.Equal("cancelled", shown.GetProperty("status").GetString());
        Assert.Equal("2026-03-01T12:15:00Z", shown.GetProperty("payBefore").GetString());
        Assert.Equal("2026-03-01T12:00:00Z", shown.GetProperty("createdAt").GetString());
        await Expect.ProblemAsync(await host.GetAsync("/api/admin/sales/none/orders", host.Operator()), 404, "sale-not-found");
        await Expect.ProblemAsync(await host.GetAsync("/api/admin/sales/s1/orders?page=0", host.Operator()), 400, "invalid-request");
        await Expect.ProblemAsync(await host.GetAsync("/api/admin/sales/none/books", host.Operator()), 404, "sale-not-found");
        await Expect.ProblemAsync(await host.GetAsync("/api/admin/sales/none", host.Operator()), 404, "sale-not-found");
    }

    [Fact]
    public async Task Audit_IsListedNewestFirst_InPages()
    {
        await using var host = await TestHost.StartAsync();
        for (var i = 0; i < 51; i++)
        {
            await host.PostAsync("/api/admin/sales/s1/resume", host.Operator("op" + i));
        }

        var first = await Expect.JsonAsync(await host.GetAsync("/api/admin/audit", host.Operator()), 200);
        var second = await Expect.JsonAsync(await host.GetAsync("/api/admin/audit?page=2", host.Operator()), 200);
        Assert.Equal("op50", first.GetProperty("items")[0].GetProperty("who").GetString());
        Assert.True(first.GetProperty("hasMore").GetBoolean());
        Assert.Equal("op0", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("who").GetString());
        Assert.False(second.GetProperty("hasMore").GetBoolean());
        Assert.Equal(["at", "who", "action", "target", "detail", "outcome"], Expect.Names(first.GetProperty("items")[0]));
    }

    [Fact]
    public async Task Audit_NobodyIsListedForLooking()
    {
        await using var host = await TestHost.StartAsync();
        await host.GetAsync("/api/admin/sales/s1/books", host.Operator());
        Assert.Empty(host.Audit.Entries);
    }

    private static async Task<JsonElement> PatchAsync(TestHost host, string body, int status) =>
        await Expect.JsonAsync(await host.SendAsync(HttpMethod.Patch, "/api/admin/sales/s1", host.Operator(), body), status);

    private static Task<HttpResponseMessage> AdjustAsync(TestHost host, string body) =>
        host.PostAsync("/api/admin/sales/s1/stock-adjustments", host.Operator(), body, "a1");
}
