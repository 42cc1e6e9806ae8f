namespace Seckill.Sagas.Tests.Engine;

/// <summary>Waits that somebody else decides, such as a ledger.</summary>
public sealed class ArbiterTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private readonly StepLog _log = new();
    private readonly List<string> _asked = [];

    [Fact]
    public void Event_AcceptedByTheArbiter_LetsItGoOn()
    {
        var bench = Waiting(_ => StepResult.Ok, out var client);

        Assert.Equal(RaiseOutcome.Accepted, bench.Finish(client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome);
        bench.Run();

        Assert.Equal(["t1"], _asked);
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
    }

    [Fact]
    public void Event_RefusedByTheArbiter_TurnsBackAndSaysWhy()
    {
        var bench = Waiting(_ => StepResult.Fail("cancelled before"), out var client);

        Assert.Equal(new RaiseResult(RaiseOutcome.Refused, s_id, "cancelled before"), bench.Finish(client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")));
        bench.Run();

        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
        Assert.Equal(RaiseOutcome.Refused, bench.Finish(client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome);
        Assert.Equal(["t1"], _asked);
    }

    [Fact]
    public void Deadline_ArbiterKnowsOfAPayment_GoesOn()
    {
        var bench = Waiting(_ => StepResult.Ok, out _);
        bench.Run(TimeSpan.FromMinutes(16));

        Assert.Equal(["deadline"], _asked);
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
    }

    [Fact]
    public void Deadline_ArbiterRefuses_TurnsBack()
    {
        var bench = Waiting(_ => StepResult.Fail("not paid"), out _);
        bench.Run(TimeSpan.FromMinutes(16));

        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
        Assert.Equal("not paid", bench.Find(s_id).Reason);
    }

    [Fact]
    public void Arbiter_WithoutAnAnswer_IsAskedAgainAndThenTheSagaIsParked()
    {
        var bench = Waiting(_ => throw new IOException("the ledger is down"), out var client);

        var raised = bench.Finish(client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1"));

        Assert.Equal(RaiseOutcome.Parked, raised.Outcome);
        Assert.Equal(10, _asked.Count);
        var record = bench.Find(s_id);
        Assert.Equal((SagaStatus.Parked, (SagaStatus?)SagaStatus.Waiting), (record.Status, record.ParkedFrom));
        Assert.Equal("IOException: the ledger is down", record.Reason);
    }

    [Fact]
    public void Arbiter_AnswersAtTheSecondTry_IsHeard()
    {
        var bench = Waiting(c => c.Attempt == 1 ? StepResult.Retry("busy") : StepResult.Ok, out var client);

        Assert.Equal(RaiseOutcome.Accepted, bench.Finish(client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1")).Outcome);
        Assert.Equal(["t1", "t1"], _asked);
    }

    [Fact]
    public void Cancel_IsDecidedByTheArbiterToo()
    {
        var bench = Waiting(c => StepResult.Fail(c.Event<SagaCancel>()!.Reason), out var client);

        Assert.Equal(CancelSagaOutcome.Cancelled, bench.Finish(client.CancelAsync(s_id, "changed my mind")));
        Assert.Equal(["cancel"], _asked);
        Assert.Equal("changed my mind", bench.Find(s_id).Reason);
    }

    [Fact]
    public void Cancel_ArbiterKnowsOfAPayment_IsTooLate()
    {
        var bench = Waiting(_ => StepResult.Ok, out var client);

        Assert.Equal(CancelSagaOutcome.TooLate, bench.Finish(client.CancelAsync(s_id, "changed my mind")));
        bench.Run();
        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
    }

    private TestBench Waiting(Func<SagaContext, StepResult> decide, out ISagaClient client)
    {
        var bench = new TestBench(_log.Payment(wait: w => w.DecidedBy((_, c) =>
        {
            Assert.Equal(EffectOperation.Decision, c.Operation);
            _asked.Add(c.Event<Paid>()?.Transaction ?? (c.Event<SagaCancel>() is null ? "deadline" : "cancel"));
            return new(decide(c));
        })));
        client = bench.StartEngine().Client;
        bench.Finish(client.StartAsync("order", s_id, new OrderState()));
        bench.Run();
        return bench;
    }
}
