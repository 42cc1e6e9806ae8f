using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>What <see cref="ISagaStore"/> promises for operators and for tidying up.</summary>
public abstract class SagaQueryContract : SagaStoreContract
{
    [Fact]
    public async Task Query_Filters_NewestFirst()
    {
        var old = await WriteAsync(NewRecord() with { Status = SagaStatus.Parked });
        Clock.Advance(TimeSpan.FromMinutes(1));
        var middle = await WriteAsync(NewRecord(definition: "refund") with { Status = SagaStatus.Parked });
        Clock.Advance(TimeSpan.FromMinutes(1));
        var young = await WriteAsync(NewRecord());

        Assert.Equal([young.Id, middle.Id, old.Id], await IdsAsync(new SagaQuery()));
        Assert.Equal([middle.Id, old.Id], await IdsAsync(new SagaQuery { Status = SagaStatus.Parked }));
        Assert.Equal([old.Id], await IdsAsync(new SagaQuery { Status = SagaStatus.Parked, Definition = "purchase" }));
        Assert.Equal([middle.Id, old.Id], await IdsAsync(new SagaQuery { NotUpdatedSince = middle.UpdatedAt }));
        Assert.Empty(await IdsAsync(new SagaQuery { Definition = "nothing" }));
        Assert.Equal([young.Id], await IdsAsync(new SagaQuery { Status = SagaStatus.Running }));
        Assert.Equal([young.Id, old.Id], await IdsAsync(new SagaQuery { Definition = "purchase" }));
        Assert.Empty(await IdsAsync(new SagaQuery { Status = SagaStatus.Waiting }));
        Assert.Empty(await IdsAsync(new SagaQuery { Status = SagaStatus.Compensating, Definition = "purchase" }));
        AssertSame(young, (await Store.QueryAsync(new SagaQuery(), Token)).Records[0]);
    }

    [Fact]
    public async Task Query_Pages()
    {
        for (var i = 0; i < 5; i++)
        {
            await WriteAsync(NewRecord());
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var all = await IdsAsync(new SagaQuery());
        var first = await Store.QueryAsync(new SagaQuery { PageSize = 2 }, Token);
        var last = await Store.QueryAsync(new SagaQuery { PageSize = 2, Page = 3 }, Token);

        Assert.True(first.HasMore);
        Assert.Equal(all.Take(2), first.Records.Select(r => r.Id));
        Assert.False(last.HasMore);
        Assert.Equal(all.Skip(4), last.Records.Select(r => r.Id));
        Assert.Empty(await IdsAsync(new SagaQuery { PageSize = 2, Page = 4 }));
    }

    [Fact]
    public async Task Count_IsByDefinitionAndStatus()
    {
        await WriteAsync(NewRecord());
        var parked = await WriteAsync(NewRecord());
        await WriteAsync(Next(parked) with { Status = SagaStatus.Parked });
        await WriteAsync(NewRecord());
        await WriteAsync(NewRecord(definition: "refund"));

        var counts = await Store.CountAsync(Token);

        Assert.Equal(
            [new SagaCount("purchase", SagaStatus.Running, 2), new SagaCount("purchase", SagaStatus.Parked, 1), new SagaCount("refund", SagaStatus.Running, 1)],
            counts.OrderBy(c => c.Definition, StringComparer.Ordinal).ThenBy(c => c.Status));
    }

    [Fact]
    public async Task DeleteEnded_ForgetsOnlyOldEndedOnesWithNothingToSend()
    {
        var completed = await WriteAsync(NewRecord() with { Status = SagaStatus.Completed, CorrelationKey = "k" });
        var compensated = await WriteAsync(NewRecord() with { Status = SagaStatus.Compensated });
        var sending = await WriteAsync(NewRecord() with { Status = SagaStatus.Completed, DueAt = Clock.GetUtcNow() });
        var parked = await WriteAsync(NewRecord() with { Status = SagaStatus.Parked });
        var running = await WriteAsync(NewRecord());
        Clock.Advance(TimeSpan.FromMinutes(1));
        var young = await WriteAsync(NewRecord() with { Status = SagaStatus.Completed });

        Assert.Equal(0, await Store.DeleteEndedAsync(completed.UpdatedAt, 10, Token));
        Assert.Equal(1, await Store.DeleteEndedAsync(young.UpdatedAt, 1, Token));
        Assert.Equal(1, await Store.DeleteEndedAsync(young.UpdatedAt, 10, Token));

        Assert.Null(await Store.FindAsync(completed.Id, Token));
        Assert.Null(await Store.FindAsync("purchase", "k", Token));
        Assert.Null(await Store.FindAsync(compensated.Id, Token));
        foreach (var kept in (SagaRecord[])[sending, parked, running, young])
        {
            AssertSame(kept, await Store.FindAsync(kept.Id, Token));
        }
    }

    [Fact]
    public async Task DeleteEnded_IdAndKey_CanBeUsedAgain()
    {
        var ended = await WriteAsync(NewRecord("again") with { Status = SagaStatus.Completed, CorrelationKey = "k" });
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SagaCommitOutcome.Stale, await CommitAsync(NewRecord("again")));
        Assert.Equal(1, await Store.DeleteEndedAsync(Clock.GetUtcNow(), 10, Token));

        var anew = await WriteAsync(NewRecord("again") with { CorrelationKey = "k" });

        AssertSame(anew, await Store.FindAsync(ended.Id, Token));
        AssertSame(anew, await Store.FindAsync("purchase", "k", Token));
        Assert.Equal([anew.Id], await IdsAsync(new SagaQuery()));
    }

    [Fact]
    public async Task DeleteEnded_OldestFirst()
    {
        var ids = new List<SagaId>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await WriteAsync(NewRecord() with { Status = SagaStatus.Completed })).Id);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(2, await Store.DeleteEndedAsync(Clock.GetUtcNow(), 2, Token));
        Assert.Equal(ids.Skip(2).Reverse(), await IdsAsync(new SagaQuery()));
    }

    private async Task<IEnumerable<SagaId>> IdsAsync(SagaQuery query) => (await Store.QueryAsync(query, Token)).Records.Select(r => r.Id);
}
