namespace Seckill.AspNetCore.Tests.Sagas;

public sealed class FaultEndpointTests
{
    private const string Path = "/api/admin/faults";

    [Theory]
    [InlineData("""{"step":"order.create","failures":3}""", "order.create", 3, null)]
    [InlineData("""{"step":"stock.sync","failures":1000000,"buyer":"u1"}""", "stock.sync", 1_000_000, "u1")]
    [InlineData("""{"step":"order.create","failures":0,"buyer":null}""", "order.create", 0, null)]
    public async Task Plan_Valid_Is200_Planned_AndAudited(string body, string step, int failures, string? buyer)
    {
        await using var host = await TestHost.StartAsync();
        var json = await Expect.JsonAsync(await host.PostAsync(Path, host.Operator(), body), 200);
        Assert.Equal((step, failures), (json.GetProperty("step").GetString(), json.GetProperty("failures").GetInt32()));
        Assert.Equal((step, failures, buyer), Assert.Single(host.Faults.Plans));
        var entry = Assert.Single(host.Audit.Entries);
        Assert.Equal(("op1", "plan-fault", step, body, "ok"), (entry.Who, entry.Action, entry.Target, entry.Detail, entry.Outcome));
    }

    [Theory]
    [InlineData("""{"failures":3}""", "step must be one of order.create, stock.sync.")]
    [InlineData("""{"step":"order.destroy","failures":3}""", "step must be")]
    [InlineData("""{"step":null,"failures":3}""", "step must be")]
    [InlineData("""{"step":"order.create"}""", "failures must be")]
    [InlineData("""{"step":"order.create","failures":-1}""", "failures must be")]
    [InlineData("""{"step":"order.create","failures":1000001}""", "failures must be")]
    [InlineData("""{"step":"order.create","failures":3,"buyer":""}""", "failures must be 0 to 1000000, and buyer")]
    [InlineData("""{"step":"order.create","failures":3,"buyer":"a b"}""", "failures must be 0 to 1000000, and buyer")]
    [InlineData("""{"step":"order.create","failures":1.5}""", "The body must be")]
    [InlineData("""{"step":"order.create","failures":"3"}""", "The body must be")]
    [InlineData("""{"step":7,"failures":3}""", "The body must be")]
    [InlineData("null", "The body must be")]
    [InlineData("[]", "The body must be")]
    [InlineData("", "The body must be")]
    public async Task Plan_BrokenRule_Is400_PlansNothing_AndIsAudited(string body, string detail)
    {
        await using var host = await TestHost.StartAsync();
        var problem = await Expect.ProblemAsync(await host.PostAsync(Path, host.Operator(), body), 400, "invalid-request");
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(host.Faults.Plans);
        Assert.StartsWith("invalid-request", Assert.Single(host.Audit.Entries).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_ByABuyerOrNobody_IsTurnedAway()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.PostAsync(Path, host.Token("u1"), """{"step":"order.create","failures":3}"""), 403, "forbidden");
        await Expect.ProblemAsync(await host.PostAsync(Path, null, """{"step":"order.create","failures":3}"""), 401, "unauthorized");
        Assert.Empty(host.Faults.Plans);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Plan_OutsideDevelopment_DoesNotExist(string environment)
    {
        await using var host = await TestHost.StartAsync(environment, new() { ["Seckill:Tokens:SigningKey"] = new string('k', 32) });
        await Expect.ProblemAsync(await host.PostAsync(Path, host.Operator(), """{"step":"order.create","failures":3}"""), 404, "not-found");
        Assert.Empty(host.Faults.Plans);
        Assert.Empty(host.Audit.Entries);
    }
}
