namespace Seckill.Sagas.Tests.Engine;

public sealed class DrainTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly StepLog _log = new();

    [Fact]
    public void Stop_WhileAStepRuns_WaitsForItAndLeavesTheRestToTheNextOwner()
    {
        var end = new TaskCompletionSource<StepResult>();
        var definition = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Awaits("a", end)).Guarded().NothingToUndo()
            .Step("b", _log.Does("b")).Guarded().NothingToUndo()
            .Build();
        var bench = new TestBench(definition);
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));

        var stopping = bench.Stop(engine);
        bench.Run(TimeSpan.FromSeconds(5));
        Assert.False(stopping.IsCompleted);
        end.SetResult(StepResult.Ok);
        bench.Finish(stopping);

        var record = bench.Find(s_id);
        Assert.Equal((SagaStatus.Running, "b"), (record.Status, record.StepName));
        Assert.Equal(["a"], _log.Calls);
        Assert.Equal(SagaStartOutcome.Rejected, bench.Finish(engine.Client.StartAsync("order", SagaId.Parse("s2"), new OrderState())));
        Assert.Empty(bench.Finish(bench.Store.ListShardsAsync()));

        bench.StartEngine();
        bench.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Equal(["a", "b"], _log.Calls);
    }

    [Fact]
    public void Stop_DrainLongerThanTheLease_ShardStaysUntilItsSagaIsDone_AndIdleOnesGoAtOnce()
    {
        var end = new TaskCompletionSource<StepResult>();
        var definition = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("mail", _log.Awaits("mail", end)).AtLeastOnce().NothingToUndo().WithTimeout(Timeout.InfiniteTimeSpan)
            .Step("b", _log.Does("b")).Guarded().NothingToUndo()
            .Build();
        var bench = new TestBench(definition);
        var engine = bench.StartEngine(o =>
        {
            o.LeaseTtl = TimeSpan.FromSeconds(3);
            o.DrainTimeout = TimeSpan.FromMinutes(1);
        });
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        var busy = bench.Find(s_id).Shard;

        var stopping = bench.Stop(engine);
        bench.Run(TimeSpan.FromMilliseconds(100));
        Assert.Equal([busy], bench.Finish(bench.Store.ListShardsAsync()).Select(l => l.Shard).Where(s => s < 2));
        bench.StartEngine(o => o.LeaseTtl = TimeSpan.FromSeconds(3));
        bench.Run(TimeSpan.FromSeconds(30));
        Assert.Equal(["mail"], _log.Calls);

        end.SetResult(StepResult.Ok);
        bench.Finish(stopping);
        bench.Run(TimeSpan.FromSeconds(10));
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Equal(["mail", "b"], _log.Calls);
    }

    [Fact]
    public void Stop_BetweenTwoTries_LeavesAtOnceAndKeepsTheCount()
    {
        var definition = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Does("a", _ => StepResult.Retry("busy"))).Guarded().NothingToUndo()
            .WithRetry(r => r.Max(4).Fixed(TimeSpan.FromMilliseconds(900)))
            .Build();
        var bench = new TestBench(definition);
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _log.Calls.Count);

        bench.Finish(bench.Stop(engine));
        Assert.Equal(2, bench.Find(s_id).Attempt);

        bench.StartEngine();
        bench.Run(TimeSpan.FromSeconds(10));
        Assert.Equal(4, _log.Calls.Count);
        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
    }

    [Fact]
    public void Stop_StepThatNeverEnds_IsLeftBehindAndSaidSo()
    {
        var definition = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Awaits("a", new TaskCompletionSource<StepResult>())).Guarded().NothingToUndo()
            .Build();
        var bench = new TestBench(definition);
        var engine = bench.StartEngine(o => o.DrainTimeout = TimeSpan.FromSeconds(3));
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));

        bench.Finish(bench.Stop(engine));

        Assert.Equal("1 sagas did not come to a place where they could be left; the next owner resumes them", bench.Log.Texts(4206).Single());
        Assert.Equal(SagaStatus.Running, bench.Find(s_id).Status);
        Assert.Empty(bench.Finish(bench.Store.ListShardsAsync()));
    }
}
