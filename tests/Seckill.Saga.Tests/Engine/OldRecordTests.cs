using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Engine;

/// <summary>
/// Invariant (c), compensated means that no effect is in place: a saga that is taken up from a record that is no longer its last one does nothing.
/// Whoever wrote the last one knows of no later effects, so nobody would undo them.
/// </summary>
public sealed class OldRecordTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(3);
    private readonly StepLog _log = new();
    private HeldAnswers? _store;
    private SimEngine? _engine;

    [Fact]
    public void PageOfDueSagasIsReadBeforeACancel_AndArrivesBehindIt_NothingIsDone()
    {
        var bench = Resting();
        _store!.HoldsClaims = true;
        bench.Run(s_rest);
        Assert.Equal(1, _store.Held);

        Cancel(bench);
        _store.Release();
        bench.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(["first", "-first"], _log.Calls);
        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
    }

    [Fact]
    public void RecordIsReadForAnEventBeforeACancel_AndArrivesBehindIt_NothingIsDone()
    {
        var bench = Resting();
        Assert.Equal(RaiseOutcome.Buffered, Raise(bench));
        _store!.HoldsFinds = true;
        var repeating = _engine!.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1").AsTask();
        bench.Run();
        Assert.Equal(1, _store.Held);
        _store.HoldsFinds = false;

        Cancel(bench);
        bench.Run(s_rest);
        _store.Release();
        bench.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(RaiseOutcome.Buffered, bench.Finish(repeating).Outcome);
        Assert.Equal(["first", "-first"], _log.Calls);
        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
    }

    [Fact]
    public void RestIsOver_TheRecordIsTheLastOne_ItGoesOn()
    {
        var bench = Resting();
        Assert.Equal(RaiseOutcome.Buffered, Raise(bench));
        bench.Run(s_rest + TimeSpan.FromSeconds(1));

        Assert.Equal(["first", "first", "second", "book"], _log.Calls);
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
    }

    private TestBench Resting()
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("first", _log.Does("first", _ => _log.Calls.Count == 1 ? StepResult.Pending(s_rest) : StepResult.Ok)).Guarded().WithCompensation(_log.Does("-first"))
            .Step("second", _log.Does("second")).Guarded().WithCompensation(_log.Does("-second"))
            .WaitFor("payment", TestEvents.Paid).Timeout(TimeSpan.FromMinutes(15))
            .Pivot("book", _log.Does("book")).Guarded()
            .Build());
        bench.Backing = _store = new HeldAnswers(bench.Store);
        _engine = bench.StartEngine();
        bench.Finish(_engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();
        Assert.Equal(SagaStatus.Running, bench.Find(s_id).Status);
        Assert.NotNull(bench.Find(s_id).DueAt);
        return bench;
    }

    private RaiseOutcome Raise(TestBench bench) => bench.Finish(_engine!.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome;

    private void Cancel(TestBench bench)
    {
        Assert.Equal(CancelSagaOutcome.Cancelled, bench.Finish(_engine!.Client.CancelAsync(s_id, "changed my mind")));
        bench.Run();
        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
    }
}
