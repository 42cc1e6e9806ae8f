using System.Text.Json;
using Seckill.Sagas;

namespace Seckill.AspNetCore.Tests.Sagas;

public sealed class SagaQueriesTests
{
    private const string Path = "/api/admin/sagas";

    [Fact]
    public async Task List_IsNewestFirst_InPages()
    {
        await using var host = await TestHost.StartAsync();
        for (var i = 0; i < 51; i++)
        {
            host.Sagas.Add($"g{i}", SagaStatus.Running);
        }

        var first = await ListAsync(host, "");
        var second = await ListAsync(host, "?page=2");
        Assert.Equal(50, first.GetProperty("items").GetArrayLength());
        Assert.Equal("g50", first.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.True(first.GetProperty("hasMore").GetBoolean());
        Assert.Equal(["g0"], Ids(second));
        Assert.False(second.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task List_ShowsWhereEachOneStands()
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("parked", SagaStatus.Parked);
        var saga = Assert.Single((await ListAsync(host, "")).GetProperty("items").EnumerateArray());
        Assert.Equal(
            ["id", "definition", "version", "state", "step", "attempt", "reason", "createdAt", "updatedAt"],
            Expect.Names(saga));
        Assert.Equal("parked", saga.GetProperty("state").GetString());
        Assert.Equal("stock.sync", saga.GetProperty("step").GetString());
        Assert.Equal(3, saga.GetProperty("attempt").GetInt32());
        Assert.Equal("the inventory is away", saga.GetProperty("reason").GetString());
        Assert.Equal("2026-03-01T12:00:00Z", saga.GetProperty("updatedAt").GetString());
    }

    [Theory]
    [InlineData("?state=parked", "a")]
    [InlineData("?state=waiting", "b")]
    [InlineData("?state=compensated", "c")]
    [InlineData("?state=running", "")]
    [InlineData("?definition=purchase", "c b a")]
    [InlineData("?definition=refund", "d")]
    [InlineData("?definition=nothing", "")]
    [InlineData("?definition=refund&state=completed", "d")]
    [InlineData("?definition=refund&state=parked", "")]
    [InlineData("?state=&definition=", "d c b a")]
    public async Task List_Filtered_HasOnlyThose(string query, string expected)
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("a", SagaStatus.Parked);
        host.Sagas.Add("b", SagaStatus.Waiting);
        host.Sagas.Add("c", SagaStatus.Compensated);
        host.Sagas.Add("d", SagaStatus.Completed, "refund");
        Assert.Equal(expected, string.Join(' ', Ids(await ListAsync(host, query))));
    }

    [Theory]
    [InlineData("?state=sleeping", "state must be one of running, waiting, compensating, completed, compensated, parked.")]
    [InlineData("?state=Parked", "state must be one of")]
    [InlineData("?state=6", "state must be one of")]
    [InlineData("?page=0", "page must be")]
    [InlineData("?page=x", "page must be")]
    [InlineData("?page=1001", "page must be")]
    public async Task List_BadQuery_Is400(string query, string detail)
    {
        await using var host = await TestHost.StartAsync();
        var problem = await Expect.ProblemAsync(await host.GetAsync(Path + query, host.Operator()), 400, "invalid-request");
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_ShowsStepsAndTimeline()
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("g1", SagaStatus.Waiting);
        var json = await Expect.JsonAsync(await host.GetAsync(Path + "/g1", host.Operator()), 200);
        Assert.Equal(["saga", "steps", "done", "nextTryAt", "timeline"], Expect.Names(json));
        Assert.Equal("waiting", json.GetProperty("saga").GetProperty("state").GetString());
        Assert.Equal("2026-03-01T12:15:00Z", json.GetProperty("saga").GetProperty("deadline").GetString());
        Assert.Equal("2026-03-01T12:15:00Z", json.GetProperty("nextTryAt").GetString());
        Assert.Equal(["stock.deduct", "order.create", "payment.notify", "payment", "stock.sync"], json.GetProperty("steps").EnumerateArray().Select(s => s.GetString()));
        Assert.Equal(["stock.deduct", "order.create", "payment.notify", "payment"], json.GetProperty("done").EnumerateArray().Select(s => s.GetString()));
        var lines = json.GetProperty("timeline").EnumerateArray().ToArray();
        Assert.Equal(["started", "tryFailed", "done"], lines.Select(line => line.GetProperty("kind").GetString()));
        Assert.Equal(["at", "kind"], Expect.Names(lines[0]));
        Assert.Equal(["at", "kind", "step", "attempt", "detail"], Expect.Names(lines[1]));
        Assert.Equal(("order.create", 1, "a planned failure"), (lines[1].GetProperty("step").GetString(), lines[1].GetProperty("attempt").GetInt32(), lines[1].GetProperty("detail").GetString()));
        Assert.Equal(2, lines[2].GetProperty("attempt").GetInt32());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("a%20b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task Find_Unknown_Is404(string id)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync($"{Path}/{id}", host.Operator()), 404, "not-found");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/g1")]
    [InlineData("POST", "/g1/retry")]
    [InlineData("POST", "/g1/skip")]
    [InlineData("POST", "/g1/complete")]
    public async Task Anybody_ButAnOperator_IsTurnedAway(string method, string rest)
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("g1", SagaStatus.Parked);
        await Expect.ProblemAsync(await host.SendAsync(new(method), Path + rest, host.Token("u1")), 403, "forbidden");
        await Expect.ProblemAsync(await host.SendAsync(new(method), Path + rest), 401, "unauthorized");
        Assert.Equal(SagaStatus.Parked, host.Sagas.Sagas[SagaId.Parse("g1")].Status);
        Assert.Empty(host.Audit.Entries);
    }

    private static async Task<JsonElement> ListAsync(TestHost host, string query) =>
        await Expect.JsonAsync(await host.GetAsync(Path + query, host.Operator()), 200);

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(saga => saga.GetProperty("id").GetString());
}
