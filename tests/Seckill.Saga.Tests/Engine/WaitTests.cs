using System.Text;
using Seckill.Sagas.Tests.Simulation;

namespace Seckill.Sagas.Tests.Engine;

public sealed class WaitTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly StepLog _log = new();

    [Fact]
    public void Event_WhileItWaits_LetsItGoOn()
    {
        var (bench, engine) = Waiting();
        Assert.Equal(0, engine.Engine.Parts.Runs.Count);

        var raised = bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1"));
        bench.Run();

        Assert.Equal(RaiseOutcome.Accepted, raised.Outcome);
        Assert.Equal(["reserve", "book"], _log.Calls);
        var record = bench.Find(s_id);
        Assert.Equal(SagaStatus.Completed, record.Status);
        Assert.Contains("\"transaction\":\"t1\"", Encoding.UTF8.GetString(record.State.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Event_ByCorrelationKey_FindsIt()
    {
        var (bench, engine) = Waiting();

        var raised = bench.Finish(engine.Client.RaiseAsync("order", "o1", TestEvents.Paid, new Paid("t1"), "e1"));

        Assert.Equal(new RaiseResult(RaiseOutcome.Accepted, s_id), raised);
        Assert.Equal(RaiseOutcome.NotFound, bench.Finish(engine.Client.RaiseAsync("order", "o2", TestEvents.Paid, new Paid("t1"), "e1")).Outcome);
        Assert.Equal(RaiseOutcome.NotFound, bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Happened, new Happened("x"), "e2")).Outcome);
    }

    [Fact]
    public void Event_Again_GetsTheSameAnswerAndHasNoSecondEffect()
    {
        var (bench, engine) = Waiting();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(RaiseOutcome.Accepted, bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome);
            bench.Run();
        }

        Assert.Equal(["reserve", "book"], _log.Calls);
    }

    [Fact]
    public void Event_BeforeItWaits_IsKeptForThen()
    {
        var reserved = new TaskCompletionSource<StepResult>();
        var bench = new TestBench(_log.Payment(_log.Awaits("reserve", reserved)));
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));

        Assert.Equal(SagaStatus.Running, bench.Find(s_id).Status);
        var raising = engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1").AsTask();
        reserved.SetResult(StepResult.Ok);

        Assert.Equal(RaiseOutcome.Buffered, bench.Finish(raising).Outcome);
        bench.Run();
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
    }

    [Fact]
    public void Deadline_Passes_TurnsBackAndNotAMomentBefore()
    {
        var (bench, _) = Waiting();

        bench.Run(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(SagaStatus.Waiting, bench.Find(s_id).Status);
        bench.Run(TimeSpan.FromSeconds(1));

        var record = bench.Find(s_id);
        Assert.Equal(SagaStatus.Compensated, record.Status);
        Assert.Equal("the deadline passed", record.Reason);
        Assert.Equal(["reserve", "-reserve"], _log.Calls);
    }

    [Fact]
    public void Deadline_WithThenContinue_GoesOn()
    {
        var (bench, _) = Waiting(w => w.OnTimeout(Then.Continue));
        bench.Run(TimeSpan.FromMinutes(16));

        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Equal(["reserve", "book"], _log.Calls);
    }

    [Fact]
    public void Event_BehindTheDeadline_IsAnsweredAsLateAndRefundedOnce()
    {
        var (bench, engine) = Waiting();
        bench.Run(TimeSpan.FromMinutes(16));

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(RaiseOutcome.Late, bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome);
            bench.Run(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(bench.Find(s_id).Outbox);
        var refund = Assert.Single(bench.Published);
        Assert.Equal("s1/payment/late/e1/+0", refund.Id);
        Assert.Equal("""{"what":"refund t1"}""", Encoding.UTF8.GetString(refund.Payload.Span));
        Assert.Equal("saga order/s1: event e1 came too late for payment", bench.Log.Texts(4109).Single());
    }

    [Fact]
    public void LateEvent_HandlerGuardsARefund_TakesEffectOnceForEachEventThoughTheWaitWasDecided()
    {
        var guard = new EffectTable();
        var refunds = new List<string>();
        StepResult Guarded(SagaContext context, string what)
        {
            var entry = guard.Enter(context.EffectKey);
            if (entry.Kind == EffectEntryKind.Proceed)
            {
                refunds.Add(what);
                guard.Record(context.EffectKey, StepResult.Ok);
            }

            return entry.Kind == EffectEntryKind.Proceed ? StepResult.Ok : entry.Result;
        }

        var fails = 1;
        var keys = new List<string>();
        var (bench, engine) = Waiting(w => w
            .DecidedBy((_, c) => new(Guarded(c, "decided").Kind == StepResultKind.Ok ? StepResult.Fail("unpaid") : default))
            .OnLate((_, e, c) =>
            {
                keys.Add(c.EffectKey.ToString());
                Guarded(c, $"refund {e.Transaction}");
                Assert.Throws<InvalidOperationException>(() => c.RecordAfter(StepResult.Ok));
                return fails-- > 0 ? throw new IOException("no answer") : ValueTask.CompletedTask;
            }));
        bench.Run(TimeSpan.FromMinutes(16));

        Assert.Throws<IOException>(() => bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")));
        foreach (var number in (int[])[1, 2])
        {
            Assert.Equal(RaiseOutcome.Late, bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid($"t{number}"), $"e{number}")).Outcome);
        }

        Assert.Equal(["decided", "refund t1", "refund t2"], refunds);
        Assert.Equal(["s1/payment/late/e1", "s1/payment/late/e1", "s1/payment/late/e2"], keys);
    }

    [Fact]
    public void Start_WithAKeyThatIsTaken_IsRefusedUntilItsHolderHasEnded()
    {
        var (bench, engine) = Waiting();
        var other = SagaId.Parse("s2");

        Assert.Equal(SagaStartOutcome.KeyTaken, bench.Finish(engine.Client.StartAsync("order", other, new OrderState())));
        Assert.Null(bench.Finish(engine.Client.FindAsync(other)));
        bench.Finish(engine.Client.CancelAsync(s_id, "changed my mind"));
        bench.Run();

        Assert.Equal(SagaStartOutcome.Started, bench.Finish(engine.Client.StartAsync("order", other, new OrderState())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Key_SetByAStep_ThatIsTaken_ParksTheSagaWithTheReason_ThoughNobodyAwaitsThatRecord(bool isAwaitedBehindIt)
    {
        var next = new TaskCompletionSource<StepResult>();
        var reserve = _log.Does("reserve");
        var definition = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("name", (s, c) =>
            {
                s.Order = s.Transaction ?? s.Order;
                return reserve(s, c);
            }).AtLeastOnce().NothingToUndo()
            .Step("more", (s, c) => s.Transaction is null || isAwaitedBehindIt ? new(StepResult.Ok) : _log.Awaits("more", next)(s, c)).Guarded().NothingToUndo()
            .WaitFor("payment", TestEvents.Paid).Key(s => s.Order).WithoutDeadline()
            .Pivot("book", _log.Does("book")).Guarded()
            .Build();
        var bench = new TestBench(definition);
        var engine = bench.StartEngine(o => o.RecordAfter = TimeSpan.Zero);
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState { Order = "o1" }));
        bench.Run();
        var other = SagaId.Parse("s2");
        bench.Finish(engine.Client.StartAsync("order", other, new OrderState { Order = "o2", Transaction = "o1" }));
        bench.Run();
        next.SetResult(StepResult.Ok);
        bench.Run(TimeSpan.FromSeconds(1));

        var parked = bench.Find(other);
        Assert.Equal((SagaStatus.Parked, "its correlation key is taken by another unfinished saga"), (parked.Status, parked.Reason));
        Assert.Equal(0, engine.Engine.Parts.Runs.Count);

        bench.Finish(engine.Client.CancelAsync(s_id, "changed my mind"));
        bench.Run();
        Assert.Equal(SagaAdminOutcome.Ok, bench.Finish(engine.Admin.RetryAsync(other, new OperatorNote("op", "free now"))));
        bench.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(other, bench.Finish(engine.Client.RaiseAsync("order", "o1", TestEvents.Paid, new Paid("t2"), "e2")).Saga);
        bench.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(SagaStatus.Completed, bench.Find(other).Status);
    }

    [Fact]
    public void Cancel_BeforeThePivot_TurnsBack_BehindIt_IsTooLate()
    {
        var (bench, engine) = Waiting();
        Assert.Equal(CancelSagaOutcome.NotFound, bench.Finish(engine.Client.CancelAsync(SagaId.Parse("nobody"), "x")));

        Assert.Equal(CancelSagaOutcome.Cancelled, bench.Finish(engine.Client.CancelAsync(s_id, "changed my mind")));
        bench.Run();
        Assert.Equal("changed my mind", bench.Find(s_id).Reason);
        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);

        var paid = SagaId.Parse("s2");
        bench.Finish(engine.Client.StartAsync("order", paid, new OrderState()));
        bench.Run();
        bench.Finish(engine.Client.RaiseAsync(paid, TestEvents.Paid, new Paid("t2"), "e2"));
        bench.Run();
        Assert.Equal(CancelSagaOutcome.TooLate, bench.Finish(engine.Client.CancelAsync(paid, "too late")));
    }

    [Fact]
    public void Wait_ForTheEnd_IsAnsweredThen()
    {
        var (bench, engine) = Waiting();
        var waiting = engine.Client.WaitAsync(s_id).AsTask();
        bench.Run(TimeSpan.FromMinutes(1));
        Assert.False(waiting.IsCompleted);

        bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1"));

        Assert.Equal(SagaStatus.Completed, bench.Finish(waiting)!.Status);
        Assert.Null(bench.Finish(engine.Client.WaitAsync(SagaId.Parse("nobody"))));
        Assert.Equal(SagaStatus.Completed, bench.Finish(engine.Client.WaitAsync(s_id))!.Status);
        Assert.Equal(0, engine.Engine.Parts.Watchers.Count);
    }

    private (TestBench Bench, Seckill.Testing.Sagas.Simulation.SimEngine Engine) Waiting(Func<WaitBuilder<OrderState, Paid>, WaitBuilder<OrderState, Paid>>? wait = null)
    {
        var bench = new TestBench(_log.Payment(wait: wait));
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();
        Assert.Equal(SagaStatus.Waiting, bench.Find(s_id).Status);
        return (bench, engine);
    }
}
