using System.Text.Json;

namespace Seckill.AspNetCore.Tests.Sagas;

/// <summary>Planned failures seen from outside, on the embedded host: what the buyer hears, what operators see, what the log says.</summary>
public sealed class PurchaseSagaTests
{
    private const string Step = "order.create";

    [Fact]
    public async Task OrderCreate_FailsThreeTimes_IsOrderedAllTheSame_AndTheTimelineShowsEachTry()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var sale = await OpenSaleAsync(host);
        await PlanAsync(host, 3);
        var bought = await Expect.JsonAsync(await BuyToTheEndAsync(host, sale), 201);
        Assert.Equal("pendingPayment", bought.GetProperty("status").GetString());

        var saga = await SagaAsync(host, bought.GetProperty("reservationId").GetString(), "waiting");
        var lines = LinesAt(saga, Step);
        Assert.Equal([("tryFailed", 1), ("tryFailed", 2), ("tryFailed", 3), ("done", 4)], lines);
        Assert.Equal("payment", saga.GetProperty("saga").GetProperty("step").GetString());
        Assert.Equal(["stock.deduct", Step, "payment.notify"], saga.GetProperty("done").EnumerateArray().Select(step => step.GetString()));
        Assert.Contains("a planned failure", saga.GetProperty("timeline").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            ["remaining retries: 3", "remaining retries: 2", "remaining retries: 1"],
            host.Log.Troubles.Where(t => t.Contains(Step, StringComparison.Ordinal)).Select(RemainingOf));

        var paid = await Expect.JsonAsync(await host.PostAsync($"/api/orders/{bought.GetProperty("orderId").GetString()}/pay", host.Token("u1")), 200);
        Assert.Equal("paid", paid.GetProperty("outcome").GetString());
        var ended = await SagaAsync(host, bought.GetProperty("reservationId").GetString(), "completed");
        var done = ended.GetProperty("done").EnumerateArray().Select(step => step.GetString()).ToArray();
        Assert.All(["stock.deduct", Step, "payment.notify", "stock.sync"], step => Assert.Contains(step, done));
        Assert.DoesNotContain("notify.failure", done);
    }

    [Fact]
    public async Task OrderCreate_FailsForEver_IsCompensated_AndTheUnitIsBoughtByAnother()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var sale = await OpenSaleAsync(host);
        await PlanAsync(host, 1_000_000);
        var refused = await Expect.ProblemAsync(await BuyToTheEndAsync(host, sale), 409, "order-failed");
        var id = refused.GetProperty("reservationId").GetString();

        var saga = await SagaAsync(host, id, "compensated");
        Assert.Equal(
            [("tryFailed", 1), ("tryFailed", 2), ("tryFailed", 3), ("tryFailed", 4), ("exhausted", 4)],
            LinesAt(saga, Step).TakeWhile(line => line.Kind != "turnedBack"));
        Assert.Equal([Step, "stock.deduct"], StepsOf(saga, "undone"));
        Assert.DoesNotContain("stock.deduct", saga.GetProperty("done").EnumerateArray().Select(step => step.GetString()));
        Assert.DoesNotContain(Step, saga.GetProperty("done").EnumerateArray().Select(step => step.GetString()));
        Assert.Equal(
            ["exhausted", "turnedBack", "undone", "undone", "compensated"],
            Kinds(saga).Where(kind => kind is "exhausted" or "turnedBack" or "undone" or "compensated"));
        Assert.Contains(
            host.Log.Troubles,
            t => t.Contains($"{id} step {Step} retries exhausted (remaining retries: 0) at attempt 4/4", StringComparison.Ordinal));
        var listed = await Expect.JsonAsync(await host.GetAsync("/api/admin/sagas?state=compensated&definition=purchase", host.Operator), 200);
        Assert.Equal(id, Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());

        var replay = await Expect.ProblemAsync(await BuyAsync(host, sale, "u1", "k1"), 409, "order-failed");
        Assert.Equal(id, replay.GetProperty("reservationId").GetString());
        await BuyUntilTakenAsync(host, sale, "u2");
        await Expect.ProblemAsync(await BuyAsync(host, sale, "u3", "k1"), 409, "sold-out");
    }

    [Fact]
    public async Task Actions_OnASagaThatIsNotParked_Are409_AndListedInTheAudit()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var sale = await OpenSaleAsync(host);
        var bought = await Expect.JsonAsync(await BuyAsync(host, sale, "u1", "k1"), 201);
        var id = bought.GetProperty("reservationId").GetString();
        foreach (var action in new[] { "retry", "skip", "complete" })
        {
            await Expect.ProblemAsync(await host.PostAsync($"/api/admin/sagas/{id}/{action}", host.Operator, new { why = "to see" }), 409, "invalid-transition");
            await Expect.ProblemAsync(await host.PostAsync($"/api/admin/sagas/none/{action}", host.Operator), 404, "not-found");
        }

        var audit = await Expect.JsonAsync(await host.GetAsync("/api/admin/audit", host.Operator), 200);
        var about = audit.GetProperty("items").EnumerateArray().Where(e => e.GetProperty("target").GetString() == id).ToArray();
        Assert.Equal(["saga-complete", "saga-skip", "saga-retry"], about.Select(e => e.GetProperty("action").GetString()));
        Assert.All(about, e => Assert.Equal("to see", e.GetProperty("detail").GetString()));
        await SagaAsync(host, id, "waiting");
    }

    private static IEnumerable<string?> StepsOf(JsonElement saga, string kind) => saga.GetProperty("timeline").EnumerateArray()
        .Where(line => line.GetProperty("kind").GetString() == kind)
        .Select(line => line.GetProperty("step").GetString());

    private static async Task<string> OpenSaleAsync(EmbeddedHost host)
    {
        var now = TimeProvider.System.GetUtcNow();
        var draft = new { productId = "p1", title = "Lamp", price = 9.9, currency = "CNY", stock = 1, perBuyerLimit = 1, startsAt = now.AddMinutes(-1), endsAt = now.AddHours(1), mode = "atomic" };
        var sale = await Expect.JsonAsync(await host.PostAsync("/api/admin/sales", host.Operator, draft), 201);
        var id = sale.GetProperty("id").GetString()!;
        var open = await Expect.JsonAsync(await host.PostAsync($"/api/admin/sales/{id}/publish", host.Operator), 200);
        Assert.Equal("open", open.GetProperty("status").GetString());
        return id;
    }

    private static async Task PlanAsync(EmbeddedHost host, int failures) =>
        await Expect.JsonAsync(await host.PostAsync("/api/admin/faults", host.Operator, new { step = Step, failures, buyer = "u1" }), 200);

    private static Task<HttpResponseMessage> BuyAsync(EmbeddedHost host, string sale, string buyer, string key) =>
        host.PostAsync($"/api/sales/{sale}/purchases", host.Token(buyer), new { quantity = 1 }, key);

    /// <summary>Buys for u1, and repeats under the same key while the answer is a ticket, as it is when the tries take longer than a second.</summary>
    private static async Task<HttpResponseMessage> BuyToTheEndAsync(EmbeddedHost host, string sale)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var response = await BuyAsync(host, sale, "u1", "k1");
            if ((int)response.StatusCode != 202)
            {
                return response;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>The saga, once it has come to a state; fails when it does not within a generous bound.</summary>
    private static async Task<JsonElement> SagaAsync(EmbeddedHost host, string? id, string state)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var saga = await Expect.JsonAsync(await host.GetAsync($"/api/admin/sagas/{id}", host.Operator), 200);
            var now = saga.GetProperty("saga").GetProperty("state").GetString();
            if (now == state)
            {
                return saga;
            }

            Assert.False(patience.IsCancellationRequested, $"The saga stays {now}: {saga}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Buys under new keys until the unit that is on its way back has come back.</summary>
    private static async Task BuyUntilTakenAsync(EmbeddedHost host, string sale, string buyer)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var i = 0; ; i++)
        {
            var response = await BuyAsync(host, sale, buyer, $"again{i}");
            if ((int)response.StatusCode == 201)
            {
                return;
            }

            await Expect.ProblemAsync(response, 409, "sold-out");
            await Task.Delay(20, patience.Token);
        }
    }

    private static IEnumerable<string?> Kinds(JsonElement saga) => saga.GetProperty("timeline").EnumerateArray().Select(line => line.GetProperty("kind").GetString());

    private static (string? Kind, int Attempt)[] LinesAt(JsonElement saga, string step) =>
        [.. saga.GetProperty("timeline").EnumerateArray()
            .Where(line => line.TryGetProperty("step", out var at) && at.GetString() == step)
            .Select(line => (line.GetProperty("kind").GetString(), line.TryGetProperty("attempt", out var attempt) ? attempt.GetInt32() : 0))];

    private static string RemainingOf(string text) => text[text.IndexOf("remaining retries: ", StringComparison.Ordinal)..][..20];
}
