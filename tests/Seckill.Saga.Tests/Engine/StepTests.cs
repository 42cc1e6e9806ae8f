using Microsoft.Extensions.DependencyInjection;

namespace Seckill.Sagas.Tests.Engine;

public sealed class StepTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly StepLog _log = new();

    [Fact]
    public void ClassBasedStep_IsAService_WithItsUndo()
    {
        var calls = new List<string>();
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step<ReserveStep>("reserve").Guarded().WithCompensation<ReserveStep>()
            .Step("no", _log.Does("no", _ => StepResult.Fail("no"))).Guarded().NothingToUndo()
            .Build())
        {
            Services = new ServiceCollection().AddSingleton(calls).AddTransient<ReserveStep>().BuildServiceProvider(),
        };
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState { Order = "o7" }));
        bench.Run();

        Assert.Equal(["s1/reserve 1 o7", "s1/reserve/undo 1 o7"], calls);
    }

    [Fact]
    public void ClassBasedStep_NotRegistered_IsUndoneWithAReasonThatNamesIt()
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState).Step<ReserveStep>("reserve").Guarded().NothingToUndo().Build());
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
        Assert.Contains(nameof(ReserveStep), bench.Find(s_id).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_OfATypeThatIsNotNamed_UsesUpTheTriesAtOnce()
    {
        var bench = Run(
            s => s.WithRetry(r => r.Max(5).On<TimeoutException>()),
            c => c.Attempt == 1 ? throw new TimeoutException("slow") : throw new InvalidOperationException("broken"));

        Assert.Equal(2, _log.Calls.Count(c => c == "a"));
        Assert.Equal("InvalidOperationException: broken", bench.Find(s_id).Reason);
        Assert.Contains("attempt 1/5 failed (Unknown): TimeoutException: slow; remaining retries: 4; ", bench.Log.Texts(4101).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Timeout_IsUnknown_TriedAgainAndUndone()
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Awaits("a", new TaskCompletionSource<StepResult>())).Guarded().WithCompensation(_log.Does("-a"))
            .WithTimeout(TimeSpan.FromMilliseconds(500)).WithRetry(r => r.Max(2))
            .Build());
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(["a", "a", "-a"], _log.Calls);
        Assert.Equal("no answer within 500 ms", bench.Find(s_id).Reason);
        Assert.Equal([SagaTimelineKind.Started, SagaTimelineKind.TryUnknown, SagaTimelineKind.TryUnknown, SagaTimelineKind.Exhausted], bench.Find(s_id).Timeline.Take(4).Select(e => e.Kind));
    }

    [Fact]
    public void Pending_IsAskedAgainAndTakesNoTry()
    {
        var asked = 0;
        var bench = Run(s => s.WithRetry(r => r.Max(1)), _ => ++asked < 20 ? StepResult.Pending(TimeSpan.FromSeconds(5)) : StepResult.Ok);

        Assert.Equal(20, asked);
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Empty(bench.Log.Texts(4101));
    }

    [Fact]
    public void Pending_AndCancelled_IsUndone()
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Does("a", _ => StepResult.Pending(TimeSpan.FromMinutes(1)))).Guarded().WithCompensation(_log.Does("-a"))
            .Build());
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();

        Assert.Equal(CancelSagaOutcome.Cancelled, bench.Finish(engine.Client.CancelAsync(s_id, "no")));
        bench.Run();
        Assert.Equal(["a", "-a"], _log.Calls);
    }

    [Fact]
    public void Undo_BehindATryThatWasGivenUp_HasAContextOfItsOwn()
    {
        SagaContext? givenUp = null;
        var undoWasCancelled = true;
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", (_, c) =>
            {
                givenUp = c;
                return new(new TaskCompletionSource<StepResult>().Task);
            })
            .Guarded()
            .WithCompensation((_, c) =>
            {
                undoWasCancelled = c.CancellationToken.IsCancellationRequested;
                return new(StepResult.Ok);
            })
            .WithTimeout(TimeSpan.FromSeconds(1)).WithRetry(r => r.Max(1))
            .Build());
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
        Assert.False(undoWasCancelled);
        Assert.Equal("s1/a", givenUp!.EffectKey.ToString());
        Assert.True(givenUp.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public void BestEffort_WithoutSuccess_IsGivenUpAndTheSagaGoesOn()
    {
        var bench = Run(s => s.BestEffort(), _ => StepResult.Fail("no printer"));

        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Equal("saga order/s1 step a given up: no printer", bench.Log.Texts(4108).Single());
    }

    [Fact]
    public void RetryAfter_IsHonoured()
    {
        var bench = new TestBench(Definition(s => s, c => c.Attempt == 1 ? StepResult.Retry("busy", TimeSpan.FromMinutes(7)) : StepResult.Ok));
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(7) - TimeSpan.FromSeconds(1));
        Assert.Single(_log.Calls);

        bench.Run(TimeSpan.FromSeconds(2));
        Assert.Equal(2, _log.Calls.Count);
    }

    [Fact]
    public void PublishedEvents_AreSentUnderStableIds_OnceTheStepIsDone()
    {
        var bench = Run(s => s.Publishes(TestEvents.Happened, o => new Happened(o.Order)), c =>
        {
            c.Publish(TestEvents.Happened, new Happened($"try {c.Attempt}"));
            return c.Attempt == 1 ? StepResult.Retry("busy") : StepResult.Ok;
        });

        Assert.Empty(bench.Find(s_id).Outbox);
        Assert.Equal(["s1/a/+0", "s1/a/0"], bench.Published.Select(e => e.Id).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(bench.Published, e => System.Text.Encoding.UTF8.GetString(e.Payload.Span).Contains("try 1", StringComparison.Ordinal));
    }

    [Fact]
    public void PublishedEvents_BusIsDown_AreSentWhenItIsBack()
    {
        var bench = new TestBench(Definition(s => s.Publishes(TestEvents.Happened, o => new Happened(o.Order)), _ => StepResult.Ok)) { BusIsDown = true };
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Empty(bench.Published);

        bench.BusIsDown = false;
        bench.Run(TimeSpan.FromMinutes(1));
        Assert.Equal("s1/a/0", Assert.Single(bench.Published).Id);
        Assert.Empty(bench.Find(s_id).Outbox);
    }

    private TestBench Run(Func<StepBuilder<OrderState>, StepBuilder<OrderState>> more, Func<SagaContext, StepResult> how)
    {
        var bench = new TestBench(Definition(more, how));
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(3));
        return bench;
    }

    private SagaDefinition<OrderState> Definition(Func<StepBuilder<OrderState>, StepBuilder<OrderState>> more, Func<SagaContext, StepResult> how) =>
        more(Saga.Define("order", 1, TestJson.Default.OrderState).Step("a", _log.Does("a", how)).Guarded().NothingToUndo()).Build();
}
