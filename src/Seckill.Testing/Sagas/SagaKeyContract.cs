using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>What <see cref="ISagaStore"/> promises for correlation keys.</summary>
public abstract class SagaKeyContract : SagaStoreContract
{
    [Fact]
    public async Task Commit_KeyOfAnUnfinishedSaga_IsTaken()
    {
        var first = await WriteAsync(NewRecord() with { CorrelationKey = "k" });
        var rival = NewRecord() with { CorrelationKey = "k" };

        Assert.Equal(SagaCommitOutcome.KeyTaken, await CommitAsync(rival));
        Assert.Null(await Store.FindAsync(rival.Id, Token));
        AssertSame(first, await Store.FindAsync("purchase", "k", Token));
    }

    [Theory]
    [InlineData(SagaStatus.Waiting)]
    [InlineData(SagaStatus.Compensating)]
    [InlineData(SagaStatus.Parked)]
    public async Task Commit_KeyInAnyUnfinishedStatus_IsTaken(SagaStatus status)
    {
        var first = await WriteAsync(NewRecord() with { CorrelationKey = "k" });
        await WriteAsync(Next(first) with { Status = status });

        Assert.Equal(SagaCommitOutcome.KeyTaken, await CommitAsync(NewRecord() with { CorrelationKey = "k" }));
    }

    [Fact]
    public async Task Commit_KeyOfAnotherDefinition_IsFree()
    {
        await WriteAsync(NewRecord() with { CorrelationKey = "k" });
        var other = await WriteAsync(NewRecord(definition: "refund") with { CorrelationKey = "k" });

        AssertSame(other, await Store.FindAsync("refund", "k", Token));

        await WriteAsync(NewRecord(definition: "refund") with { CorrelationKey = "k2" });
        var third = await WriteAsync(NewRecord() with { CorrelationKey = "k2" });
        AssertSame(third, await Store.FindAsync("purchase", "k2", Token));
    }

    [Fact]
    public async Task Commit_KeyThatIsAnId_IsKeptApartFromIds()
    {
        var own = await WriteAsync(NewRecord("x") with { CorrelationKey = "x" });
        var other = await WriteAsync(NewRecord("y") with { CorrelationKey = "z" });
        var named = await WriteAsync(NewRecord("z"));

        Assert.Equal(SagaCommitOutcome.KeyTaken, await CommitAsync(NewRecord() with { CorrelationKey = "x" }));
        Assert.Equal(SagaCommitOutcome.KeyTaken, await CommitAsync(Next(named) with { CorrelationKey = "z" }));
        AssertSame(own, await Store.FindAsync(own.Id, Token));
        AssertSame(own, await Store.FindAsync("purchase", "x", Token));
        AssertSame(named, await Store.FindAsync(named.Id, Token));
        AssertSame(other, await Store.FindAsync("purchase", "z", Token));
        Assert.Null(await Store.FindAsync("purchase", "y", Token));
    }

    [Fact]
    public async Task Commit_KeyUsedAgainAndAgain_FindsTheLastOne()
    {
        for (var i = 0; i < 20; i++)
        {
            var saga = await WriteAsync(NewRecord() with { CorrelationKey = "k" });
            AssertSame(saga, await Store.FindAsync("purchase", "k", Token));
            Assert.Equal(SagaCommitOutcome.KeyTaken, await CommitAsync(NewRecord() with { CorrelationKey = "k" }));
            Clock.Advance(TimeSpan.FromSeconds(1));
            saga = await WriteAsync(Next(saga) with { Status = SagaStatus.Completed });
            AssertSame(saga, await Store.FindAsync("purchase", "k", Token));
        }
    }

    [Fact]
    public async Task Commit_TwoSagasOneKeyInOneCall_OneIsTaken()
    {
        var outcomes = await CommitAllAsync(NewRecord() with { CorrelationKey = "k" }, NewRecord() with { CorrelationKey = "k" });

        Assert.Equal([SagaCommitOutcome.Committed, SagaCommitOutcome.KeyTaken], outcomes);
    }

    [Fact]
    public async Task Find_ByKey_PrefersTheUnfinishedThenTheNewest()
    {
        var first = await WriteAsync(NewRecord() with { CorrelationKey = "k" });
        var ended = await WriteAsync(Next(first) with { Status = SagaStatus.Completed });
        AssertSame(ended, await Store.FindAsync("purchase", "k", Token));

        Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await WriteAsync(NewRecord() with { CorrelationKey = "k" });
        AssertSame(second, await Store.FindAsync("purchase", "k", Token));

        // Sending its last events changes an ended saga; it does not become the newest by that.
        ended = await WriteAsync(Next(ended));
        AssertSame(second, await Store.FindAsync("purchase", "k", Token));

        second = await WriteAsync(Next(second) with { Status = SagaStatus.Compensated });
        AssertSame(second, await Store.FindAsync("purchase", "k", Token));
    }

    [Fact]
    public async Task DeleteEnded_OneAfterTheOther_NoneOfThemIsFoundByItsKeyAgain()
    {
        for (var i = 0; i < 3; i++)
        {
            var record = await WriteAsync(NewRecord() with { CorrelationKey = "k" });
            await WriteAsync(Next(record) with { Status = SagaStatus.Completed });
            Clock.Advance(TimeSpan.FromHours(1));
        }

        var start = Clock.GetUtcNow() - TimeSpan.FromHours(3);
        for (var i = 1; i <= 3; i++)
        {
            Assert.NotNull(await Store.FindAsync("purchase", "k", Token));
            Assert.Equal(1, await Store.DeleteEndedAsync(start + (i * TimeSpan.FromHours(1)), 10, Token));
        }

        Assert.Null(await Store.FindAsync("purchase", "k", Token));
    }

    [Fact]
    public async Task Commit_OtherKey_GivesTheOldOneUp()
    {
        var first = await WriteAsync(NewRecord() with { CorrelationKey = "k1" });
        var moved = await WriteAsync(Next(first) with { CorrelationKey = "k2" });
        Assert.Null(await Store.FindAsync("purchase", "k1", Token));
        AssertSame(moved, await Store.FindAsync("purchase", "k2", Token));

        var other = await WriteAsync(NewRecord() with { CorrelationKey = "k1" });
        Assert.Equal(SagaCommitOutcome.KeyTaken, await CommitAsync(Next(moved) with { CorrelationKey = "k1" }));
        AssertSame(other, await Store.FindAsync("purchase", "k1", Token));
        AssertSame(moved, await Store.FindAsync(first.Id, Token));
    }

    [Fact]
    public async Task Commit_EndsWithAKeyTakenMeanwhile_IsCommitted()
    {
        await WriteAsync(NewRecord() with { CorrelationKey = "k" });
        var other = await WriteAsync(NewRecord());

        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(Next(other) with { Status = SagaStatus.Completed, CorrelationKey = "k" }));
    }
}
