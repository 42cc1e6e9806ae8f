using Microsoft.Extensions.Logging;

namespace Seckill.Sagas.Tests.Engine;

public sealed class ForwardTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly List<string> _calls = [];

    [Fact]
    public void Start_AllStepsOk_Completes()
    {
        var bench = new TestBench(FourSteps());
        var engine = bench.StartEngine();

        Assert.Equal(SagaStartOutcome.Started, bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState())));
        bench.Run();

        Assert.Equal(["a", "b", "c", "d"], _calls);
        var record = bench.Find(s_id);
        Assert.Equal(SagaStatus.Completed, record.Status);
        Assert.Equal(2, record.Seq);
        Assert.Equal(0, engine.Engine.Parts.Runs.Count);
        Assert.DoesNotContain(bench.Log.Lines, l => l.Level > LogLevel.Debug && l.Id != 4203);
    }

    [Fact]
    public void Start_SameIdAgain_Exists()
    {
        var bench = new TestBench(FourSteps());
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();

        Assert.Equal(SagaStartOutcome.Exists, bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState())));
        Assert.Equal(4, _calls.Count);
    }

    [Fact]
    public void Step_Refuses_TurnsBackInStrictReverse()
    {
        var bench = new TestBench(FourSteps(d: _ => StepResult.Fail("sold out")));
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();

        Assert.Equal(["a", "b", "c", "d", "-c", "-b", "-a", "sorry"], _calls);
        var record = bench.Find(s_id);
        Assert.Equal(SagaStatus.Compensated, record.Status);
        Assert.Equal("sold out", record.Reason);
        Assert.Equal(0ul, record.Done & 0xF);
        Assert.Equal([4107, 4103, 4103, 4103, 4105], bench.Log.Lines.Where(l => l.Id != 4203).Select(l => l.Id));
    }

    [Fact]
    public void Step_Throws_IsRetriedAndUndoneToo()
    {
        var bench = new TestBench(FourSteps(d: _ => throw new InvalidOperationException("boom")));
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromSeconds(30));

        Assert.Equal(["a", "b", "c", "d", "d", "d", "-d", "-c", "-b", "-a", "sorry"], _calls);
        Assert.Equal(
            ["remaining retries: 2", "remaining retries: 1", "remaining retries: 0"],
            bench.Log.Lines.Where(l => l.Text.Contains("remaining retries", StringComparison.Ordinal)).Select(l => l.Text[l.Text.IndexOf("remaining", StringComparison.Ordinal)..][..20]));
        Assert.StartsWith("saga order/s1 step d attempt 1/3 failed (Unknown): InvalidOperationException: boom; remaining retries: 2; next in ", bench.Log.Texts(4101).First(), StringComparison.Ordinal);
        Assert.Equal(
            "saga order/s1 step d retries exhausted (remaining retries: 0) at attempt 3/3 (Unknown): InvalidOperationException: boom, compensating 4 step(s): d -> c -> b -> a",
            bench.Log.Texts(4102).Single());
    }

    [Fact]
    public void Step_NotDone_IsNotUndone()
    {
        var bench = new TestBench(FourSteps(d: _ => StepResult.Retry("busy")));
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromSeconds(30));

        Assert.Equal(["a", "b", "c", "d", "d", "d", "-c", "-b", "-a", "sorry"], _calls);
    }

    [Fact]
    public void Step_SucceedsAtTheLastTry_Completes()
    {
        var bench = new TestBench(FourSteps(d: attempt => attempt < 3 ? StepResult.Retry("busy") : StepResult.Ok));
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromSeconds(30));

        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Equal(6, _calls.Count);
    }

    private SagaDefinition<OrderState> FourSteps(Func<int, StepResult>? d = null)
    {
        var builder = Saga.Define("order", 1, TestJson.Default.OrderState);
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            builder = builder
                .Step(name, (_, c) =>
                {
                    _calls.Add(name);
                    return new(name == "d" && d is not null ? d(c.Attempt) : StepResult.Ok);
                })
                .Guarded()
                .WithCompensation((_, _) =>
                {
                    _calls.Add($"-{name}");
                    return new(StepResult.Ok);
                });
        }

        return builder
            .AfterCompensation("sorry", (_, _) =>
            {
                _calls.Add("sorry");
                return new(StepResult.Ok);
            })
            .AtLeastOnce()
            .Build();
    }
}
