using Seckill.Sagas;

namespace Seckill.AspNetCore.Tests.Sagas;

public sealed class SagaActionsTests
{
    [Theory]
    [InlineData("retry", "running", "operatorRetry")]
    [InlineData("skip", "running", "operatorSkip")]
    [InlineData("complete", "completed", "operatorComplete")]
    public async Task Parked_TakesTheAction_AndBothHistoriesSayWhoAndWhy(string action, string state, string kind)
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("g1", SagaStatus.Parked);
        var json = await Expect.JsonAsync(await ActAsync(host, "g1", action, """{"why":"the inventory is back 已恢复"}"""), 200);
        Assert.Equal(state, json.GetProperty("saga").GetProperty("state").GetString());
        var line = json.GetProperty("timeline").EnumerateArray().Last();
        Assert.Equal((kind, "op1: the inventory is back 已恢复"), (line.GetProperty("kind").GetString(), line.GetProperty("detail").GetString()));
        var entry = Assert.Single(host.Audit.Entries);
        Assert.Equal(
            ("op1", "saga-" + action, "g1", "the inventory is back 已恢复", "ok"),
            (entry.Who, entry.Action, entry.Target, entry.Detail, entry.Outcome));
        Assert.Equal(host.Clock.GetUtcNow(), entry.At);
    }

    [Fact]
    public async Task Parked_TakesTheActionWithoutABody()
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("g1", SagaStatus.Parked);
        await Expect.JsonAsync(await ActAsync(host, "g1", "retry"), 200);
        Assert.Equal(("op1", ""), (Assert.Single(host.Audit.Entries).Who, host.Audit.Entries[0].Detail));
    }

    [Theory]
    [InlineData("{\"why\":")]
    [InlineData("[1]")]
    [InlineData("because")]
    public async Task A_body_that_is_no_note_is_400_audited_and_changes_nothing(string body)
    {
        await using var host = await TestHost.StartAsync();
        var before = host.Sagas.Add("g1", SagaStatus.Parked);
        await Expect.ProblemAsync(await ActAsync(host, "g1", "retry", body), 400, "invalid-request");
        Assert.Equal(before, host.Sagas.Sagas[before.Id]);
        Assert.StartsWith("invalid-request", Assert.Single(host.Audit.Entries).Outcome, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry")]
    [InlineData("skip")]
    [InlineData("complete")]
    public async Task NotParked_Is409_Audited_AndLeftAlone(string action)
    {
        await using var host = await TestHost.StartAsync();
        foreach (var status in Enum.GetValues<SagaStatus>().Where(status => status != SagaStatus.Parked))
        {
            var before = host.Sagas.Add("is-" + status, status);
            await Expect.ProblemAsync(await ActAsync(host, before.Id.Value, action), 409, "invalid-transition");
            Assert.Equal(before, host.Sagas.Sagas[before.Id]);
            var entry = host.Audit.Entries[^1];
            Assert.Equal(("saga-" + action, before.Id.Value), (entry.Action, entry.Target));
            Assert.StartsWith("invalid-transition", entry.Outcome, StringComparison.Ordinal);
        }

        Assert.Equal(5, host.Audit.Entries.Count);
    }

    [Theory]
    [InlineData("retry", "none")]
    [InlineData("skip", "none")]
    [InlineData("complete", "none")]
    [InlineData("complete", "a%20b")]
    public async Task Unknown_Is404_AndAudited(string action, string id)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await ActAsync(host, id, action), 404, "not-found");
        Assert.Equal(("saga-" + action, "not-found"), (Assert.Single(host.Audit.Entries).Action, host.Audit.Entries[0].Outcome));
    }

    [Theory]
    [InlineData(SagaAdminOutcome.Conflict, 409, "invalid-transition")]
    [InlineData(SagaAdminOutcome.UnknownDefinition, 409, "invalid-transition")]
    [InlineData(SagaAdminOutcome.InvalidTransition, 409, "invalid-transition")]
    [InlineData(SagaAdminOutcome.Rejected, 503, "unavailable")]
    public async Task Refused_IsAProblem_AndAudited(SagaAdminOutcome outcome, int status, string code)
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("g1", SagaStatus.Parked);
        host.Sagas.Outcome = outcome;
        await Expect.ProblemAsync(await ActAsync(host, "g1", "skip"), status, code);
        Assert.StartsWith(code, Assert.Single(host.Audit.Entries).Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_Is503_Logged_AndAudited()
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("g1", SagaStatus.Parked);
        host.Sagas.Fault = new IOException("the store is away");
        await Expect.ProblemAsync(await ActAsync(host, "g1", "retry"), 503, "unavailable");
        Assert.Equal("unavailable", Assert.Single(host.Audit.Entries).Outcome);
        Assert.Contains("the store is away", Assert.Single(host.Log.Troubles), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_ThatIsNotJsonOrTooLarge_IsRefused_AndChangesNothing()
    {
        await using var host = await TestHost.StartAsync();
        host.Sagas.Add("g1", SagaStatus.Parked);
        await Expect.ProblemAsync(await ActAsync(host, "g1", "retry", new StringContent("because")), 415, "unsupported-media-type");
        await Expect.ProblemAsync(await ActAsync(host, "g1", "retry", $$"""{"why":"{{new string('x', 17_000)}}"}"""), 413, "payload-too-large");
        Assert.Equal(SagaStatus.Parked, host.Sagas.Sagas[SagaId.Parse("g1")].Status);
        Assert.Equal(["unsupported-media-type", "payload-too-large"], host.Audit.Entries.Select(entry => entry.Outcome));
    }

    private static Task<HttpResponseMessage> ActAsync(TestHost host, string id, string action, object? body = null) =>
        host.PostAsync($"/api/admin/sagas/{id}/{action}", host.Operator(), body);
}
