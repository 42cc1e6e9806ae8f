using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>What <see cref="ISagaStore"/> promises for finding work.</summary>
public abstract class SagaClaimContract : SagaStoreContract
{
    [Fact]
    public async Task ClaimDue_GivesWhatIsDue_InOrderOfTime()
    {
        var lease = await AcquireAsync();
        var later = await WriteAsync(Waiting(seconds: 2));
        var soon = await WriteAsync(Waiting(seconds: 1));
        await WriteAsync(Waiting(seconds: 3));
        await WriteAsync(NewRecord());
        await WriteAsync(Waiting(seconds: 1) with { Shard = 1 });

        Assert.Empty((await ClaimAsync(lease)).Records);
        Clock.Advance(TimeSpan.FromSeconds(2));
        var page = await ClaimAsync(lease);

        Assert.Equal([soon.Id, later.Id], page.Records.Select(r => r.Id));
        AssertSame(soon, page.Records[0]);
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData(SagaStatus.Running)]
    [InlineData(SagaStatus.Compensating)]
    [InlineData(SagaStatus.Completed)]
    [InlineData(SagaStatus.Compensated)]
    public async Task ClaimDue_AnyStatusWithADueTime_IsGiven(SagaStatus status)
    {
        var lease = await AcquireAsync();
        var record = await WriteAsync(Waiting(seconds: 0) with { Status = status });

        AssertSame(record, Assert.Single((await ClaimAsync(lease)).Records));

        await WriteAsync(Next(record) with { DueAt = null });
        Assert.Empty((await ClaimAsync(lease)).Records);
    }

    [Fact]
    public async Task ClaimDue_Pages_GiveEachRecordOnce()
    {
        var lease = await AcquireAsync();
        var ids = new List<SagaId>();
        for (var i = 0; i < 25; i++)
        {
            ids.Add((await WriteAsync(Waiting(seconds: i / 10))).Id);
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        var seen = new List<SagaId>();
        SagaCursor? after = null;
        do
        {
            var page = await ClaimAsync(lease, max: 7, after: after);
            Assert.InRange(page.Records.Count, 0, 7);
            seen.AddRange(page.Records.Select(r => r.Id));
            Assert.InRange(seen.Count, 0, ids.Count);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task ClaimDue_TimeThatWasMoved_CountsAlone()
    {
        var lease = await AcquireAsync();
        var later = await WriteAsync(Waiting(seconds: 1));
        later = await WriteAsync(Next(later) with { DueAt = Clock.GetUtcNow().AddSeconds(5) });
        var sooner = await WriteAsync(Waiting(seconds: 9));
        sooner = await WriteAsync(Next(sooner) with { DueAt = Clock.GetUtcNow().AddSeconds(3) });
        var elsewhere = await WriteAsync(Waiting(seconds: 1));
        await WriteAsync(Next(elsewhere) with { Shard = 1 });

        Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty((await ClaimAsync(lease)).Records);
        Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal([sooner.Id, later.Id], (await ClaimAsync(lease)).Records.Select(r => r.Id));
    }

    [Fact]
    public async Task ClaimDue_UnderAnotherEpoch_IsEmpty()
    {
        var old = await AcquireAsync();
        await WriteAsync(Waiting(seconds: 0));
        var current = await AcquireAsync();

        Assert.Empty((await ClaimAsync(old)).Records);
        Assert.Single((await ClaimAsync(current)).Records);
    }

    [Fact]
    public async Task ClaimInterrupted_GivesWhatAnEarlierOwnerWasDoing()
    {
        var old = await AcquireAsync(owner: "a");
        var running = await WriteAsync(NewRecord() with { Epoch = old.Epoch });
        var undoing = await WriteAsync(NewRecord() with { Epoch = old.Epoch, Status = SagaStatus.Compensating });
        var unowned = await WriteAsync(NewRecord());
        foreach (var status in (SagaStatus[])[SagaStatus.Waiting, SagaStatus.Completed, SagaStatus.Compensated, SagaStatus.Parked])
        {
            await WriteAsync(NewRecord() with { Epoch = old.Epoch, Status = status });
        }

        await WriteAsync(NewRecord() with { Epoch = old.Epoch, DueAt = Clock.GetUtcNow().AddHours(1) });
        await WriteAsync(NewRecord() with { Epoch = 1, Shard = 1 });
        Clock.Advance(TimeSpan.FromMinutes(1));
        var current = await AcquireAsync(owner: "b");
        await WriteAsync(NewRecord() with { Epoch = current.Epoch });

        var first = await ClaimAsync(current, SagaClaimKind.Interrupted, max: 2);
        var second = await ClaimAsync(current, SagaClaimKind.Interrupted, max: 2, after: first.Next);

        Assert.Equal([running.Id, undoing.Id, unowned.Id], first.Records.Concat(second.Records).Select(r => r.Id));
        Assert.Null(second.Next);
        Assert.Empty((await ClaimAsync(old, SagaClaimKind.Interrupted)).Records);
    }

    private SagaRecord Waiting(int seconds) => NewRecord() with { Status = SagaStatus.Waiting, DueAt = Clock.GetUtcNow().AddSeconds(seconds) };

    private async Task<SagaClaimPage> ClaimAsync(ShardLease lease, SagaClaimKind kind = SagaClaimKind.Due, int max = 100, SagaCursor? after = null) =>
        await Store.ClaimDueAsync(new SagaClaim(lease.Shard, lease.Epoch, kind, Clock.GetUtcNow(), max, after), Token);
}
