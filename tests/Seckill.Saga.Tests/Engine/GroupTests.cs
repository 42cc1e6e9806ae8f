namespace Seckill.Sagas.Tests.Engine;

public sealed class GroupTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly StepLog _log = new();

    [Fact]
    public void Steps_RunAtTheSameTime()
    {
        var ends = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource<StepResult>()).ToArray();
        var bench = new TestBench(Group((name, i) => _log.Awaits(name, ends[i])));
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();
        Assert.Equal(["first", "x", "y", "z"], _log.Calls);

        foreach (var end in ends.Reverse())
        {
            Assert.DoesNotContain("last", _log.Calls);
            end.SetResult(StepResult.Ok);
            bench.Run();
        }

        Assert.Equal("last", _log.Calls[^1]);
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
    }

    [Fact]
    public void OneRefuses_TheOthersAreUndoneInReverseOfTheGroup()
    {
        var bench = new TestBench(Group((name, i) => _log.Does(name, _ => i == 1 ? StepResult.Fail("no") : StepResult.Ok)));
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();

        Assert.Equal(["first", "x", "y", "z", "-z", "-x", "-first"], _log.Calls);
        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
    }

    [Fact]
    public void OneNeverAnswers_ItIsUndoneToo()
    {
        var bench = new TestBench(Group((name, i) => _log.Does(name, _ => i == 1 ? throw new IOException("lost") : StepResult.Ok)));
        bench.Finish(bench.StartEngine().Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(3, _log.Calls.Count(c => c == "y"));
        Assert.Equal(1, _log.Calls.Count(c => c == "x"));
        Assert.Equal(["-z", "-y", "-x", "-first"], _log.Calls.TakeLast(4));
    }

    private SagaDefinition<OrderState> Group(Func<string, int, Func<OrderState, SagaContext, ValueTask<StepResult>>> action) =>
        Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("first", _log.Does("first")).Guarded().WithCompensation(_log.Does("-first"))
            .Parallel(g =>
            {
                for (var i = 0; i < 3; i++)
                {
                    var name = "xyz"[i].ToString();
                    g = g.Step(name, action(name, i)).Guarded().WithCompensation(_log.Does($"-{name}"));
                }
            })
            .Step("last", _log.Does("last")).Guarded().NothingToUndo()
            .Build();
}
