namespace Seckill.Sagas.Tests.Engine;

public sealed class PoisonTests
{
    private readonly StepLog _log = new();

    [Fact]
    public void EventThatNoHandlerBears_HoldsUpOnlyItsOwnSaga_AndIsSentInOrderOnceItIsBorne()
    {
        var bench = Started("s1/a/0", sagas: 3);

        bench.Run();

        Assert.Equal(["s2/a/0", "s2/a/1", "s3/a/0", "s3/a/1"], bench.Published.Select(m => m.Id).Order());
        Assert.Equal(["Event s1/a/0 of type HappenedEvent was not taken by the bus, though its neighbours were; it is sent again later"], bench.Log.Texts(4207).Distinct());
        Assert.Equal(2, bench.Find(SagaId.Parse("s1")).Outbox.Count);

        bench.Poison = null;
        bench.Run(TimeSpan.FromMinutes(2));

        Assert.Equal(["s1/a/0", "s1/a/1"], bench.Published.Select(m => m.Id).Where(id => id.StartsWith("s1", StringComparison.Ordinal)));
        Assert.All(bench.Published.CountBy(m => m.Id), c => Assert.Equal(1, c.Value));
        Assert.All(Enumerable.Range(1, 3), i => Assert.Empty(bench.Find(SagaId.Parse($"s{i}")).Outbox));
    }

    [Fact]
    public void EventBehindTheOneThatIsNotBorne_Waits_ThoughThoseBeforeItGo()
    {
        var bench = Started("s1/a/1", sagas: 1);

        bench.Run();

        Assert.Equal(["s1/a/0"], bench.Published.Select(m => m.Id));
        bench.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(["s1/a/1"], bench.Find(SagaId.Parse("s1")).Outbox.Select(e => e.Id));

        bench.Poison = null;
        bench.Run(TimeSpan.FromMinutes(2));
        Assert.Equal(["s1/a/0", "s1/a/1"], bench.Published.Select(m => m.Id).Distinct());
        Assert.Empty(bench.Find(SagaId.Parse("s1")).Outbox);
    }

    [Fact]
    public void EventThatNoHandlerBears_IsTriedWithGrowingPauses()
    {
        var bench = Started("s1/a/0", sagas: 1);

        bench.Run(TimeSpan.FromMinutes(10));
        var tries = bench.Poisoned;

        // Two calls a round: with the other event, and alone.
        Assert.InRange(tries, 20, 30);
        bench.Run(TimeSpan.FromMinutes(2));
        Assert.InRange(bench.Poisoned - tries, 2, 6);
    }

    private TestBench Started(string poison, int sagas)
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Does("a")).Guarded().NothingToUndo()
            .Publishes(TestEvents.Happened, _ => new Happened("first"))
            .Publishes(TestEvents.Happened, _ => new Happened("second"))
            .Build())
        { Poison = poison };
        var engine = bench.StartEngine();

        // All at once, so that their events meet in one batch.
        var starts = Enumerable.Range(1, sagas).Select(i => engine.Client.StartAsync("order", SagaId.Parse($"s{i}"), new OrderState()).AsTask()).ToList();
        bench.Finish(Task.WhenAll(starts));
        return bench;
    }
}
