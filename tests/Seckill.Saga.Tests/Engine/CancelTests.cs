using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Engine;

/// <summary>Cancelling between two tries undoes by the rule of every other turn: what is done, and what may be; not what failed for certain.</summary>
public sealed class CancelTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly StepLog _log = new();
    private SimEngine? _engine;

    [Theory]
    [InlineData(StepResultKind.Retry, 100, "-a")]
    [InlineData(StepResultKind.Unknown, 100, "-b,-a")]
    [InlineData(StepResultKind.Pending, 100, "-b,-a")]
    [InlineData(StepResultKind.Retry, 30_000, "-a")]
    [InlineData(StepResultKind.Unknown, 30_000, "-b,-a")]
    [InlineData(StepResultKind.Pending, 30_000, "-b,-a")]
    public void Cancel_BetweenTwoTries_UndoesWhatIsDoneOrMayBe(StepResultKind kind, int pause, string undone)
    {
        var after = TimeSpan.FromMilliseconds(pause);
        var bench = Started(_ => kind switch
        {
            StepResultKind.Retry => StepResult.Retry("busy", after),
            StepResultKind.Pending => StepResult.Pending(after),
            _ => StepResult.Unknown("no answer"),
        }, after);

        Cancel(bench);

        Assert.Equal(undone, string.Join(',', _log.Calls.Where(c => c.StartsWith('-'))));
    }

    [Fact]
    public void Cancel_StepFailedForCertainBehindATryThatMayHaveBeenDone_UndoesItToo()
    {
        var bench = Started(c => c.Attempt == 1 ? StepResult.Unknown("no answer") : StepResult.Retry("busy"), TimeSpan.FromSeconds(30));
        bench.Run(TimeSpan.FromSeconds(31));
        Assert.Equal(2, _log.Calls.Count(c => c == "b"));

        Cancel(bench);

        Assert.Equal(["-b", "-a"], _log.Calls.Where(c => c.StartsWith('-')));
    }

    private TestBench Started(Func<SagaContext, StepResult> how, TimeSpan pause)
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Does("a")).Guarded().WithCompensation(_log.Does("-a"))
            .Step("b", _log.Does("b", how)).Guarded().WithCompensation(_log.Does("-b")).WithRetry(r => r.Max(1000).Fixed(pause))
            .Step("c", _log.Does("c")).Guarded().WithCompensation(_log.Does("-c"))
            .Build());
        _engine = bench.StartEngine();
        bench.Finish(_engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMilliseconds(350));
        return bench;
    }

    private void Cancel(TestBench bench)
    {
        var cancelling = _engine!.Client.CancelAsync(s_id, "changed my mind").AsTask();
        bench.Run(TimeSpan.FromSeconds(1));
        Assert.True(cancelling.IsCompletedSuccessfully, "The wish to cancel waits for the end of the tries.");
        Assert.Equal(CancelSagaOutcome.Cancelled, cancelling.Result);
        bench.Run(TimeSpan.FromSeconds(1));
        Assert.Equal((SagaStatus.Compensated, "changed my mind"), (bench.Find(s_id).Status, bench.Find(s_id).Reason));
    }
}
