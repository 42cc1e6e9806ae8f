using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>What <see cref="ISagaStore"/> promises for leases and fences.</summary>
public abstract class SagaShardContract : SagaStoreContract
{
    private static readonly TimeSpan s_ttl = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Acquire_FreeShard_IsGrantedOnce()
    {
        var lease = await Store.AcquireShardAsync(3, "a", s_ttl, Token);

        Assert.Equal(new ShardLease(3, "a", 1, Clock.GetUtcNow() + s_ttl), lease);
        Assert.Null(await Store.AcquireShardAsync(3, "b", s_ttl, Token));
        Assert.NotNull(await Store.AcquireShardAsync(4, "b", s_ttl, Token));
    }

    [Fact]
    public async Task HighestShard_IsThatOfSagasToBeDriven()
    {
        Assert.Null(await Store.FindHighestShardAsync(Token));

        await WriteAsync(NewRecord() with { Shard = 9, Status = SagaStatus.Completed });
        await WriteAsync(NewRecord() with { Shard = 8, Status = SagaStatus.Parked });
        await WriteAsync(NewRecord() with { Shard = 2, Status = SagaStatus.Compensating });
        Assert.Equal(2, await Store.FindHighestShardAsync(Token));

        var running = await WriteAsync(NewRecord() with { Shard = 3 });
        Assert.Equal(3, await Store.FindHighestShardAsync(Token));

        await WriteAsync(Next(running) with { Status = SagaStatus.Completed });
        await WriteAsync(NewRecord() with { Shard = 7, Status = SagaStatus.Completed, DueAt = Clock.GetUtcNow().AddMinutes(1) });
        Assert.Equal(7, await Store.FindHighestShardAsync(Token));
    }

    [Fact]
    public async Task Acquire_AfterExpiry_GoesToAnotherUnderTheNextEpoch()
    {
        var lease = await AcquireAsync();
        Clock.Advance(s_ttl - TimeSpan.FromTicks(1));
        Assert.Null(await Store.AcquireShardAsync(0, "b", s_ttl, Token));

        Clock.Advance(TimeSpan.FromTicks(1));
        var taken = await Store.AcquireShardAsync(0, "b", s_ttl, Token);

        Assert.Equal(lease.Epoch + 1, taken!.Value.Epoch);
        Assert.Null(await Store.RenewShardAsync(lease, s_ttl, Token));
        Assert.Equal("b", Assert.Single(await Store.ListShardsAsync(Token)).Owner);
    }

    [Fact]
    public async Task Acquire_OwnShardAgain_IsTheNextEpoch()
    {
        var first = await AcquireAsync();
        var second = await AcquireAsync();

        Assert.Equal(first.Epoch + 1, second.Epoch);
        Assert.Null(await Store.RenewShardAsync(first, s_ttl, Token));
    }

    [Fact]
    public async Task Renew_Prolongs_AlsoAfterExpiryWhenNobodyCame()
    {
        var lease = await AcquireAsync();
        Clock.Advance(TimeSpan.FromSeconds(6));
        var renewed = await Store.RenewShardAsync(lease, s_ttl, Token);
        Assert.Equal(lease with { ExpiresAt = Clock.GetUtcNow() + s_ttl }, renewed);

        Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await Store.AcquireShardAsync(0, "b", s_ttl, Token));

        Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(await Store.ListShardsAsync(Token));
        Assert.NotNull(await Store.RenewShardAsync(lease, s_ttl, Token));
        Assert.Null(await Store.AcquireShardAsync(0, "b", s_ttl, Token));
    }

    [Fact]
    public async Task Release_FreesAtOnceAndKeepsTheEpoch()
    {
        var lease = await AcquireAsync();
        await Store.ReleaseShardAsync(lease, Token);

        Assert.Empty(await Store.ListShardsAsync(Token));
        var next = await AcquireAsync(owner: "b");
        Assert.Equal(lease.Epoch + 1, next.Epoch);

        await Store.ReleaseShardAsync(lease, Token);
        Assert.Equal(next, Assert.Single(await Store.ListShardsAsync(Token)));
    }

    [Fact]
    public async Task Commit_UnderAnOlderEpoch_IsFenced()
    {
        var old = await AcquireAsync();
        var record = await WriteAsync(NewRecord() with { Epoch = old.Epoch });
        Clock.Advance(s_ttl);
        var current = await AcquireAsync(owner: "b");

        Assert.Equal(SagaCommitOutcome.Fenced, await CommitAsync(Next(record)));
        Assert.Equal(SagaCommitOutcome.Fenced, await CommitAsync(NewRecord() with { Epoch = old.Epoch }));
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(record));
        AssertSame(record, await Store.FindAsync(record.Id, Token));

        await WriteAsync(Next(record) with { Epoch = current.Epoch });
    }

    [Fact]
    public async Task Commit_FencedComesBeforeStale()
    {
        var old = await AcquireAsync();
        var record = await WriteAsync(NewRecord() with { Epoch = old.Epoch });
        Clock.Advance(s_ttl);
        var current = await AcquireAsync(owner: "b");
        await WriteAsync(Next(record) with { Epoch = current.Epoch });

        Assert.Equal(SagaCommitOutcome.Fenced, await CommitAsync(Next(record)));
    }

    [Fact]
    public async Task Commit_FenceIsOfTheRecordsShard()
    {
        var mine = await AcquireAsync(shard: 1, owner: "a");
        for (var i = 0; i < 3; i++)
        {
            await AcquireAsync(shard: 2, owner: "b");
        }

        var record = await WriteAsync(NewRecord() with { Shard = 1, Epoch = mine.Epoch });

        // Whoever takes a saga over takes it to a shard of his own.
        var other = await AcquireAsync(shard: 2, owner: "b");
        var moved = await WriteAsync(Next(record) with { Shard = 2, Epoch = other.Epoch });
        Assert.Equal(SagaCommitOutcome.Stale, await CommitAsync(Next(record)));
        AssertSame(moved, await Store.FindAsync(record.Id, Token));
    }

    [Fact]
    public async Task Commit_WithoutALease_IsNotFenced()
    {
        await AcquireAsync();
        await AcquireAsync();

        await WriteAsync(NewRecord() with { Epoch = 0 });
    }
}
