using System.Text.Json;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Engine;

/// <summary>
/// Invariant (k), an event that was accepted is in the record: a step that finds its effect in place has to know whether its own run wrote the record
/// that lies beside it.
/// </summary>
public sealed class EnlistedRepeatTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly TaskCompletionSource<StepResult> _shipped = new();
    private readonly StepLog _log = new();
    private readonly HashSet<EffectKey> _effects = [];
    private readonly TestBench _bench;
    private readonly HeldAnswers _held;
    private bool _losesReply;

    public EnlistedRepeatTests()
    {
        _bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .WaitFor("payment", TestEvents.Paid).Timeout(TimeSpan.FromMinutes(15))
            .OnEvent((s, e) => s.Notes.Add(e.Transaction))
            .DecidedBy((_, c) => DecideAsync(c)).EnlistsRecord().AsPivot()
            .Retriable("ship", _log.Awaits("ship", _shipped)).Guarded().WithTimeout(TimeSpan.FromHours(1))
            .Build());
        _bench.Backing = _held = new HeldAnswers(_bench.Store);
    }

    [Fact]
    public void ReplyOfTheTransactionIsLost_TheNextTryKnowsTheRecordForItsOwn()
    {
        var engine = _bench.StartEngine();
        Begin(engine);
        _losesReply = true;

        Assert.Equal(RaiseOutcome.Accepted, Raise(engine));
        _shipped.SetResult(StepResult.Ok);
        _bench.Run();

        Assert.Equal(["payment", "payment own", "ship"], _log.Calls);
        AssertPaid();
    }

    [Fact]
    public void AnotherRunWroteARecordOfTheSameNumber_ThisOneStepsBack_AndTheEventStaysAccepted()
    {
        var first = _bench.StartEngine();
        _bench.Backing = _bench.Store;
        var second = _bench.StartEngine();
        _bench.Run(TimeSpan.FromMinutes(1));
        Begin(first);
        _held.HoldsClaims = true;
        _bench.Run(TimeSpan.FromMinutes(16));
        Assert.Equal(1, _held.Held);

        Assert.Equal(RaiseOutcome.Accepted, Raise(second));
        var seq = _bench.Find(s_id).Seq;
        _held.Release();
        _bench.Run(TimeSpan.FromSeconds(1));

        Assert.Equal(["payment", "ship", "payment other"], _log.Calls);
        Assert.Equal(seq, _bench.Find(s_id).Seq);
        _shipped.SetResult(StepResult.Ok);
        _bench.Run();
        AssertPaid();
        Assert.Equal(RaiseOutcome.Accepted, Raise(first));
    }

    private void Begin(SimEngine engine)
    {
        _bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        _bench.Run();
    }

    private RaiseOutcome Raise(SimEngine engine) => _bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome;

    private void AssertPaid()
    {
        var record = _bench.Find(s_id);
        Assert.Equal(SagaStatus.Completed, record.Status);
        Assert.Equal([SagaIncomingState.Accepted], record.Inbox.Select(e => e.State));
        Assert.Equal(["t1"], JsonSerializer.Deserialize(record.State.Span, TestJson.Default.OrderState)!.Notes);
    }

    // As a transaction does it: effect and record are there together.
    private async ValueTask<StepResult> DecideAsync(SagaContext context)
    {
        if (!_effects.Add(context.EffectKey))
        {
            var isOwn = context.IsOwnRecord(_bench.Find(s_id));
            _log.Calls.Add(isOwn ? "payment own" : "payment other");
            return isOwn ? StepResult.Ok.Recorded() : StepResult.Overtaken;
        }

        _log.Calls.Add("payment");
        var outcomes = new SagaCommitOutcome[1];
        await _bench.Store.CommitAsync(new[] { context.RecordAfter(StepResult.Ok) }, outcomes);
        Assert.Equal(SagaCommitOutcome.Committed, outcomes[0]);
        return _losesReply ? throw new IOException("the reply is lost") : StepResult.Ok.Recorded();
    }
}
