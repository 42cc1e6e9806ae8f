using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Carrying;

public sealed class SagaRunnerTests
{
    private readonly StepLog _log = new();
    private readonly List<int> _batches = [];

    [Fact]
    public void Run_GoodStep_IsDurableAndTheSagaEnds()
    {
        var bench = new TestBench(Vectored(_ => StepResult.Ok));
        var engine = bench.StartEngine();

        Assert.Equal([SagaRunOutcome.Durable, SagaRunOutcome.Durable, SagaRunOutcome.Durable], Run(bench, engine, "s1", "s2", "s3"));
        bench.Run();

        Assert.Equal([3], _batches);
        Assert.All((string[])["s1", "s2", "s3"], id => Assert.Equal(SagaStatus.Completed, bench.Find(SagaId.Parse(id)).Status));
        Assert.DoesNotContain("before", _log.Calls);
    }

    [Fact]
    public void Run_WritesNoBeginRecord()
    {
        var bench = new TestBench(Vectored(_ => StepResult.Ok));
        Run(bench, bench.StartEngine(), "s1");
        bench.Run();

        Assert.Equal(1, bench.Find(SagaId.Parse("s1")).Seq);
    }

    [Fact]
    public void Run_EachItsOwnAnswer()
    {
        var bench = new TestBench(Vectored(id => id switch
        {
            "refused" => StepResult.Fail("sold out"),
            "overtaken" => StepResult.Overtaken,
            "lost" => StepResult.Unknown("no answer"),
            _ => StepResult.Ok,
        }));
        var engine = bench.StartEngine();

        var outcomes = Run(bench, engine, "good", "refused", "overtaken", "lost");
        bench.Run(TimeSpan.FromMinutes(1));

        Assert.Equal([SagaRunOutcome.Durable, SagaRunOutcome.Durable, SagaRunOutcome.Overtaken, SagaRunOutcome.Durable], outcomes);
        Assert.Equal(("sold out", SagaStatus.Compensated), (bench.Find(SagaId.Parse("refused")).Reason, bench.Find(SagaId.Parse("refused")).Status));
        Assert.Equal(SagaStatus.Compensated, bench.Find(SagaId.Parse("lost")).Status);
        Assert.Null(bench.Finish(engine.Client.FindAsync(SagaId.Parse("overtaken"))));

        // Unknown is undone, refused is not; what came before counts as done.
        Assert.Equal(["lost", "lost", "refused"], _log.Calls.Where(c => c[0] == '-').Select(c => c.Split(' ')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_StoppedOrWithoutShard_IsRejectedAndNothingIsDone()
    {
        var bench = new TestBench(Vectored(_ => StepResult.Ok));
        var engine = bench.StartEngine();
        bench.Finish(bench.Stop(engine));

        Assert.Equal([SagaRunOutcome.Rejected], Run(bench, engine, "s1"));
        Assert.Empty(_batches);
    }

    [Fact]
    public void Run_StoreIsDown_IsNotAnsweredBeforeItIsDurable()
    {
        var bench = new TestBench(Vectored(_ => StepResult.Ok));
        var store = new DownStore(bench.Store) { IsDown = true };
        bench.Backing = store;
        var engine = bench.StartEngine();

        var running = RunAsync(engine, "s1");
        bench.Run(TimeSpan.FromMinutes(1));
        Assert.False(running.IsCompleted);
        store.IsDown = false;

        Assert.Equal([SagaRunOutcome.Durable], bench.Finish(running));
    }

    [Fact]
    public void Run_OnceMoreWhileItRuns_HearsTheSame()
    {
        var end = new TaskCompletionSource<StepResult>();
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("reserve", _log.Does("reserve")).Guarded().NothingToUndo()
            .Step("slow", _log.Awaits("slow", end)).Guarded().NothingToUndo()
            .Build());
        var engine = bench.StartEngine();
        var first = RunAsync(engine, "s1");
        bench.Run();
        var second = RunAsync(engine, "s1");
        bench.Run();
        Assert.False(first.IsCompleted || second.IsCompleted);
        end.SetResult(StepResult.Ok);

        Assert.Equal([SagaRunOutcome.Durable], bench.Finish(first));
        Assert.Equal([SagaRunOutcome.Durable], bench.Finish(second));
        Assert.Equal(1, _log.Calls.Count(c => c == "slow"));
    }

    [Fact]
    public void Run_OnceMoreBehindItsEnd_IsDurableAndTheEndStays()
    {
        var bench = new TestBench(Vectored(_ => StepResult.Ok));
        var engine = bench.StartEngine();
        Run(bench, engine, "s1");
        bench.Run();
        var record = bench.Find(SagaId.Parse("s1"));

        Assert.Equal([SagaRunOutcome.Durable], Run(bench, engine, "s1"));
        bench.Run();
        Assert.Equal((record.Seq, record.WriteId), (bench.Find(record.Id).Seq, bench.Find(record.Id).WriteId));
    }

    [Fact]
    public void Run_TurnsBack_UndoesWhatAnotherRunMayHaveDone()
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("reserve", _log.Does("reserve")).Guarded().NothingToUndo()
            .Step("mail", _log.Does("mail", _ => StepResult.Fail("bounced"))).AtLeastOnce().NothingToUndo()
            .Step("later", _log.Does("later")).Guarded().WithCompensation(_log.Does("-later"))
            .Build());
        var engine = bench.StartEngine();

        bench.Finish(RunAsync(engine, [new SagaStart<OrderState>(SagaId.Parse("s1"), new OrderState())]));
        bench.Run();

        Assert.Equal(1, _log.Calls.Count(c => c == "-later"));
        Assert.Equal(SagaStatus.Compensated, bench.Find(SagaId.Parse("s1")).Status);
    }

    [Fact]
    public void Cancel_WhileTheStepsAnswerWaitsToBeNoted_UndoesTheStep()
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("reserve", v =>
            {
                v.SetResult(0, StepResult.Ok);
                return ValueTask.CompletedTask;
            })
            .Guarded().WithCompensation(_log.Does("-reserve"))
            .Step("next", _log.Does("next")).Guarded().NothingToUndo()
            .WaitFor("payment", TestEvents.Paid).WithoutDeadline()
            .Build());
        var engine = bench.StartEngine();
        var running = RunAsync(engine, "s1");
        var cancelling = engine.Client.CancelAsync(SagaId.Parse("s1"), "no").AsTask();

        bench.Finish(running);
        Assert.Equal(CancelSagaOutcome.Cancelled, bench.Finish(cancelling));
        bench.Run();
        Assert.Equal("-reserve", _log.Calls[^1]);
        Assert.Equal(SagaStatus.Compensated, bench.Find(SagaId.Parse("s1")).Status);
    }

    [Fact]
    public void Call_ThatAnswersMuchLater_DoesNotAnswerForTheNextSagas()
    {
        var late = new List<SagaVector<OrderState>>();
        var isSlow = true;
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("reserve", v =>
            {
                if (isSlow)
                {
                    late.Add(v);
                    return new(new TaskCompletionSource().Task);
                }

                late[0].SetResult(0, StepResult.Fail("for somebody else"));
                v.SetResult(0, StepResult.Ok);
                return ValueTask.CompletedTask;
            })
            .Guarded().NothingToUndo().WithTimeout(TimeSpan.FromSeconds(1)).WithRetry(r => r.Max(1))
            .Build());
        var engine = bench.StartEngine();
        Run(bench, engine, "s1");
        isSlow = false;

        Run(bench, engine, "s2");
        bench.Run();
        Assert.Equal(SagaStatus.Completed, bench.Find(SagaId.Parse("s2")).Status);
    }

    [Fact]
    public void For_StepThatCannotBear_IsRefused()
    {
        var loose = Saga.Define("loose", 1, TestJson.Default.OrderState).Step("a", _log.Does("a")).AtLeastOnce().NothingToUndo().Build();
        var unknown = Vectored(_ => StepResult.Ok);
        var engine = new TestBench(loose).StartEngine();

        Assert.StartsWith("Step 'a' of saga 'loose v1' is started again after a crash: it must be guarded", Assert.Throws<ArgumentException>(() => engine.Runners.For(loose, "a")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Saga 'loose v1' has no step 'b' before its first wait.", Assert.Throws<ArgumentException>(() => engine.Runners.For(loose, "b")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Saga 'order v1' is not registered.", Assert.Throws<ArgumentException>(() => engine.Runners.For(unknown, "reserve")).Message, StringComparison.Ordinal);
    }

    private SagaDefinition<OrderState> Vectored(Func<string, StepResult> answer) =>
        Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("before", _log.Does("before")).Guarded().WithCompensation((_, c) => _log.Does($"-before {c.Saga}")(null!, c))
            .Step("reserve", vector =>
            {
                _batches.Add(vector.Count);
                for (var i = 0; i < vector.Count; i++)
                {
                    vector.SetResult(i, answer(vector.Id(i).Value));
                }

                return ValueTask.CompletedTask;
            })
            .Guarded().WithCompensation((_, c) => _log.Does($"-reserve {c.Saga}")(null!, c))
            .Build();

    private static SagaRunOutcome[] Run(TestBench bench, SimEngine engine, params string[] ids) => bench.Finish(RunAsync(engine, ids));

    private static Task<SagaRunOutcome[]> RunAsync(SimEngine engine, params string[] ids) =>
        RunAsync(engine, ids.Select(id => new SagaStart<OrderState>(SagaId.Parse(id), new OrderState())).ToArray());

    private static async Task<SagaRunOutcome[]> RunAsync(SimEngine engine, SagaStart<OrderState>[] starts)
    {
        var outcomes = new SagaRunOutcome[starts.Length];
        var definition = (SagaDefinition<OrderState>)engine.Engine.Registry.Newest<OrderState>("order").Definition;
        await engine.Runners.For(definition, "reserve").RunAsync(starts, outcomes);
        return outcomes;
    }

    private sealed class DownStore(ISagaStore store) : Mutants.StoreDecorator(store)
    {
        public bool IsDown { get; set; }

        public override ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default) =>
            IsDown ? throw new IOException("The store is down.") : base.CommitAsync(records, outcomes, cancellationToken);
    }
}
