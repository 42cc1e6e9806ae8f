using System.Text;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Engine;

/// <summary>Steps that write the saga's record in a transaction of their own.</summary>
public sealed class EnlistedTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly StepLog _log = new();
    private TestBench? _bench;
    private SimEngine? _engine;
    private string? _diesAt;

    [Fact]
    public void ProcessDiesBehindTheStepsTransaction_EventsOfTheStepsUpToIt_AreSentByTheNextOwner()
    {
        Start(diesAt: "book");
        _bench!.Run();
        Assert.Empty(_bench.Published);

        _bench.StartEngine();
        _bench.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(SagaStatus.Waiting, _bench.Find(s_id).Status);
        Assert.Equal(["s1/reserve/0", "s1/book/+0", "s1/book/0"], _bench.Published.Select(m => m.Id));
        Assert.Equal(["reserve", "book"], _log.Calls);
        Assert.Empty(_bench.Find(s_id).Outbox);
    }

    [Fact]
    public void NobodyDies_EventsAreSentOnce_AndTheRecordForgetsThem()
    {
        Start();
        _bench!.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(["s1/reserve/0", "s1/book/+0", "s1/book/0"], _bench.Published.Select(m => m.Id));
        Assert.Empty(_bench.Find(s_id).Outbox);
        Assert.Equal(RaiseOutcome.Accepted, _bench.Finish(_engine!.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome);
        _bench.Run();
        Assert.Equal(SagaStatus.Completed, _bench.Find(s_id).Status);
        Assert.Equal(["t1"], Transactions());
    }

    [Fact]
    public void ProcessDiesBehindTheDecisionsTransaction_TheEventItAcceptedIsNotLost()
    {
        Start(diesAt: "payment");
        _bench!.Run();
        _ = _engine!.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1").AsTask();
        _bench.Run();
        Assert.True(_engine.Owner.IsDead);

        var next = _bench.StartEngine();
        _bench.Run(TimeSpan.FromMinutes(1));

        Assert.Equal(SagaStatus.Completed, _bench.Find(s_id).Status);
        Assert.Equal(["t1"], Transactions());
        Assert.Equal(RaiseOutcome.Accepted, _bench.Finish(next.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome);
        Assert.Equal(["reserve", "book", "payment", "ship"], _log.Calls);
    }

    private void Start(string? diesAt = null)
    {
        _diesAt = diesAt;
        _bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("reserve", _log.Does("reserve")).Guarded().NothingToUndo().Publishes(TestEvents.Happened, _ => new Happened("reserved"))
            .Step("book", (_, c) => RecordAsync("book", c)).Guarded().NothingToUndo().EnlistsRecord().Publishes(TestEvents.Happened, _ => new Happened("booked"))
            .WaitFor("payment", TestEvents.Paid).Timeout(TimeSpan.FromMinutes(15))
            .OnEvent((s, e) => s.Notes.Add(e.Transaction))
            .DecidedBy((_, c) => RecordAsync("payment", c)).EnlistsRecord().AsPivot()
            .Retriable("ship", _log.Does("ship")).Guarded()
            .Build());
        _engine = _bench.StartEngine();
        var starting = _engine.Client.StartAsync("order", s_id, new OrderState()).AsTask();
        _bench.Run();
        Assert.True(_engine.Owner.IsDead || starting.IsCompletedSuccessfully);
    }

    private async ValueTask<StepResult> RecordAsync(string step, SagaContext context)
    {
        _log.Calls.Add(step);
        if (step == "book")
        {
            context.Publish(TestEvents.Happened, new Happened("more"));
        }

        var outcomes = new SagaCommitOutcome[1];
        await _bench!.Store.CommitAsync(new[] { context.RecordAfter(StepResult.Ok) }, outcomes);
        Assert.Equal(SagaCommitOutcome.Committed, outcomes[0]);
        if (step == _diesAt)
        {
            _engine!.Owner.IsDead = true;
            await new TaskCompletionSource().Task;
        }

        return StepResult.Ok.Recorded();
    }

    private List<string> Transactions() =>
        System.Text.Json.JsonSerializer.Deserialize(Encoding.UTF8.GetString(_bench!.Find(s_id).State.Span), TestJson.Default.OrderState)!.Notes;
}
