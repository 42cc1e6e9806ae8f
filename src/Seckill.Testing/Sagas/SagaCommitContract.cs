using System.Text;
using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>What <see cref="ISagaStore"/> promises for writing and reading one saga.</summary>
public abstract class SagaCommitContract : SagaStoreContract
{
    [Fact]
    public async Task Commit_FirstRecord_IsFoundWhole()
    {
        var record = NewRecord() with
        {
            Status = SagaStatus.Parked,
            ParkedFrom = SagaStatus.Compensating,
            Step = 3,
            StepName = "步骤 \"'; DROP TABLE saga; --",
            Attempt = 7,
            Done = ulong.MaxValue,
            Unknown = 1ul << 63,
            PastPivot = true,
            Deadline = Clock.GetUtcNow().AddMinutes(15),
            DueAt = Clock.GetUtcNow().AddTicks(1),
            CorrelationKey = "order-1",
            Reason = "because '%_\\",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Outbox = [new SagaOutgoing("s/1/0", "OrderCreateEvent", Encoding.UTF8.GetBytes("{}"), Clock.GetUtcNow())],
            Inbox = [new SagaIncoming("payment", "e1", SagaIncomingState.Buffered, Encoding.UTF8.GetBytes("{\"n\":1}"))],
            Timeline = [new SagaTimelineEntry(Clock.GetUtcNow().AddMilliseconds(-3), SagaTimelineKind.TryFailed, 1, 2, "boom")],
        };

        await WriteAsync(record);

        AssertSame(record, await Store.FindAsync(record.Id, Token));
        AssertSame(record, await Store.FindAsync(record.Definition, "order-1", Token));
    }

    [Fact]
    public async Task Commit_RecordIsFilledAnewAfterwards_TheStoreKeepsWhatItTook()
    {
        var state = Encoding.UTF8.GetBytes("""{"n":1}""");
        var lines = new List<SagaTimelineEntry> { new(Clock.GetUtcNow(), SagaTimelineKind.Started, -1, 0) };
        var lent = NewRecord("lent-1") with { CorrelationKey = "key-1", State = state, Timeline = lines, Status = SagaStatus.Waiting, DueAt = Clock.GetUtcNow() };
        var first = lent with { State = state.ToArray(), Timeline = [.. lines] };
        await WriteAsync(lent);

        // The engine fills the same object again, for another saga.
        state.AsSpan().Fill((byte)'x');
        lines.Clear();
        (lent.Id, lent.CorrelationKey, lent.Seq, lent.Status, lent.DueAt) = (SagaId.Parse("lent-2"), "key-2", 1, SagaStatus.Running, null);
        (lent.WriteId, lent.State) = (Next(first).WriteId, Encoding.UTF8.GetBytes("{}"));
        var lease = await AcquireAsync();

        AssertSame(first, await Store.FindAsync(first.Id, Token));
        AssertSame(first, await Store.FindAsync(first.Definition, "key-1", Token));
        Assert.Null(await Store.FindAsync(lent.Id, Token));
        Assert.Null(await Store.FindAsync(lent.Definition, "key-2", Token));
        var due = await Store.ClaimDueAsync(new SagaClaim(0, lease.Epoch, SagaClaimKind.Due, Clock.GetUtcNow(), 10, null), Token);
        AssertSame(first, Assert.Single(due.Records));
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(lent));
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(Next(first)));
    }

    [Fact]
    public async Task Find_WhatWasFoundIsChanged_TheStoreKeepsItsOwn()
    {
        var record = NewRecord();
        var copy = record with { };
        await WriteAsync(record);
        var found = await Store.FindAsync(record.Id, Token);
        (found!.Seq, found.Status, found.StepName) = (9, SagaStatus.Parked, "elsewhere");

        AssertSame(copy, await Store.FindAsync(record.Id, Token));
    }

    [Fact]
    public async Task Find_Unknown_IsNull()
    {
        await WriteAsync(NewRecord() with { CorrelationKey = "k" });

        Assert.Null(await Store.FindAsync(SagaId.Parse("nobody"), Token));
        Assert.Null(await Store.FindAsync("purchase", "other", Token));
        Assert.Null(await Store.FindAsync("other", "k", Token));
    }

    [Fact]
    public async Task Find_Many_AnswersInTheOrderAsked()
    {
        var one = await WriteAsync(NewRecord());
        var two = await WriteAsync(NewRecord());

        var found = await Store.FindAsync([two.Id, SagaId.Parse("nobody"), one.Id, two.Id], Token);

        Assert.Equal([two.Id, null, one.Id, two.Id], found.Select(r => r?.Id));
        AssertSame(two, found[0]);
        Assert.Empty(await Store.FindAsync(Array.Empty<SagaId>(), Token));
    }

    [Fact]
    public async Task Commit_Successor_Overwrites()
    {
        var first = await WriteAsync(NewRecord() with { State = Encoding.UTF8.GetBytes(new string('x', 5000)), DueAt = Clock.GetUtcNow() });
        var second = await WriteAsync(Next(first) with { Status = SagaStatus.Waiting, State = Encoding.UTF8.GetBytes("{}"), DueAt = null });

        AssertSame(second, await Store.FindAsync(first.Id, Token));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Commit_NotTheSuccessor_IsStaleAndChangesNothing(int distance)
    {
        var first = await WriteAsync(NewRecord());
        var second = await WriteAsync(Next(first));

        var wrong = Next(second) with { Seq = second.Seq + distance, Status = SagaStatus.Completed };

        Assert.Equal(SagaCommitOutcome.Stale, await CommitAsync(wrong));
        AssertSame(second, await Store.FindAsync(first.Id, Token));
    }

    [Fact]
    public async Task Commit_SecondRecordOfUnknownSaga_IsStale()
    {
        var record = NewRecord();

        Assert.Equal(SagaCommitOutcome.Stale, await CommitAsync(Next(record)));
        Assert.Null(await Store.FindAsync(record.Id, Token));
    }

    [Fact]
    public async Task Commit_SameWriteAgain_IsCommitted()
    {
        var first = await WriteAsync(NewRecord());
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(first));

        var second = await WriteAsync(Next(first));
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(second));
        Assert.Equal(SagaCommitOutcome.Stale, await CommitAsync(first));
        Assert.Equal(SagaCommitOutcome.Stale, await CommitAsync(second with { WriteId = second.WriteId + 1000 }));
    }

    [Fact]
    public async Task Commit_Batch_EachForItself()
    {
        var known = await WriteAsync(NewRecord());
        var records = Enumerable.Range(0, 100).Select(_ => NewRecord()).ToArray();
        records[10] = NewRecord(known.Id.Value);
        records[20] = Next(known);

        // The id occurs once in a call: the second one goes alone.
        var outcomes = await CommitAllAsync([.. records.Where((_, i) => i != 20)]);

        Assert.Equal(SagaCommitOutcome.Stale, outcomes[10]);
        Assert.Equal(98, outcomes.Count(o => o == SagaCommitOutcome.Committed));
        Assert.Equal(SagaCommitOutcome.Committed, await CommitAsync(records[20]));
        AssertSame(records[99], await Store.FindAsync(records[99].Id, Token));
    }

    [Fact]
    public async Task Commit_ManyRecordsAndLargeOnes_AreTakenWhole()
    {
        var records = Enumerable.Range(0, 3000).Select(_ => NewRecord()).ToArray();
        records[1500] = records[1500] with { State = Encoding.UTF8.GetBytes(new string('x', 200_000)) };

        Assert.All(await CommitAllAsync(records), o => Assert.Equal(SagaCommitOutcome.Committed, o));

        AssertSame(records[1500], await Store.FindAsync(records[1500].Id, Token));
        AssertSame(records[2999], await Store.FindAsync(records[2999].Id, Token));
    }

    [Fact]
    public async Task Commit_ManyCallers_EachGetsHisOwnAnswers()
    {
        var taken = await WriteAsync(NewRecord());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
            {
                var records = Enumerable.Range(0, 10).Select(_ => NewRecord()).ToArray();
                records[round % 10] = NewRecord(taken.Id.Value);

                var outcomes = await CommitAllAsync(records);

                Assert.All(outcomes, (o, i) => Assert.Equal(i == round % 10 ? SagaCommitOutcome.Stale : SagaCommitOutcome.Committed, o));
                AssertSame(records[(round + 1) % 10], await Store.FindAsync(records[(round + 1) % 10].Id, Token));
            }
        })));
        AssertSame(taken, await Store.FindAsync(taken.Id, Token));
    }

    [Fact]
    public async Task Commit_OutcomesTooShort_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Store.CommitAsync(new[] { NewRecord(), NewRecord() }, new SagaCommitOutcome[1], Token));

    [Fact]
    public async Task Commit_Empty_IsHarmless() => Assert.Empty(await CommitAllAsync());

    [Fact]
    public async Task Commit_ManyWritersOfOneSaga_OneWinsEachTime()
    {
        var record = await WriteAsync(NewRecord());
        for (var round = 0; round < 50; round++)
        {
            var rivals = Enumerable.Range(0, 8).Select(_ => Next(record)).ToArray();
            var outcomes = await Task.WhenAll(rivals.Select(r => Task.Run(() => CommitAsync(r))));

            var winner = Array.IndexOf(outcomes, SagaCommitOutcome.Committed);
            Assert.Equal(1, outcomes.Count(o => o == SagaCommitOutcome.Committed));
            Assert.Equal(7, outcomes.Count(o => o == SagaCommitOutcome.Stale));
            record = rivals[winner];
        }

        AssertSame(record, await Store.FindAsync(record.Id, Token));
    }
}
