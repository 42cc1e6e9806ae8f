using Microsoft.Extensions.Logging;

namespace Seckill.Sagas.Tests.Engine;

public sealed class OperatorTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private static readonly OperatorNote s_note = new("ann", "the printer works again");
    private readonly StepLog _log = new();
    private bool _isMended;

    [Fact]
    public void Retriable_OutOfTries_IsParkedLoudly()
    {
        var bench = ParkedBehindThePivot(out _);

        var record = bench.Find(s_id);
        Assert.Equal((SagaStatus.Parked, (SagaStatus?)SagaStatus.Running, "print"), (record.Status, record.ParkedFrom, record.StepName));
        Assert.Equal(10, _log.Calls.Count(c => c == "print"));
        Assert.DoesNotContain(_log.Calls, c => c.StartsWith('-'));
        Assert.Equal("saga order/s1 PARKED at print: needs an operator: out of paper", bench.Log.Texts(4106).Single());
        Assert.Equal(LogLevel.Critical, bench.Log.Lines.Single(l => l.Id == 4106).Level);
    }

    [Fact]
    public void Retry_OnceMended_GoesOnAndIsAudited()
    {
        var bench = ParkedBehindThePivot(out var admin);
        _isMended = true;

        Assert.Equal(SagaAdminOutcome.Ok, bench.Finish(admin.RetryAsync(s_id, s_note)));
        bench.Run();

        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Equal(["book", "print", "sweep"], _log.Calls.Distinct().Skip(1));
        AssertAudited(bench, admin, SagaTimelineKind.OperatorRetry);
    }

    [Fact]
    public void Retry_NotMended_IsParkedAgainWithFreshTries()
    {
        var bench = ParkedBehindThePivot(out var admin);

        bench.Finish(admin.RetryAsync(s_id, s_note));
        bench.Run(TimeSpan.FromMinutes(10));

        Assert.Equal(SagaStatus.Parked, bench.Find(s_id).Status);
        Assert.Equal(20, _log.Calls.Count(c => c == "print"));
    }

    [Fact]
    public void Skip_GoesOnBehindTheStep()
    {
        var bench = ParkedBehindThePivot(out var admin);

        Assert.Equal(SagaAdminOutcome.Ok, bench.Finish(admin.SkipAsync(s_id, s_note)));
        bench.Run();

        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Equal(10, _log.Calls.Count(c => c == "print"));
        Assert.Equal("sweep", _log.Calls[^1]);
        AssertAudited(bench, admin, SagaTimelineKind.OperatorSkip);
    }

    [Fact]
    public void Complete_EndsItWhereItStands()
    {
        var bench = ParkedBehindThePivot(out var admin);

        Assert.Equal(SagaAdminOutcome.Ok, bench.Finish(admin.CompleteAsync(s_id, s_note)));
        bench.Run();

        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.DoesNotContain("sweep", _log.Calls);
        AssertAudited(bench, admin, SagaTimelineKind.OperatorComplete);
    }

    [Fact]
    public void UndoThatKeepsFailing_IsParked_SkippedByHand_AndTheRestIsUndone()
    {
        var bench = ParkedInCompensation(out var admin);
        Assert.Equal(
            ["remaining retries: 9", "remaining retries: 0"],
            bench.Log.Texts(4104).Where((_, i) => i is 0 or 9).Select(t => t[t.IndexOf("remaining", StringComparison.Ordinal)..t.LastIndexOf(';')]));

        Assert.Equal(SagaAdminOutcome.Ok, bench.Finish(admin.SkipAsync(s_id, s_note)));
        bench.Run();

        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
        Assert.Equal("-a", _log.Calls[^1]);
    }

    [Fact]
    public void UndoThatKeepsFailing_CompletedByHand_IsCompensated()
    {
        var bench = ParkedInCompensation(out var admin);

        Assert.Equal(SagaAdminOutcome.Ok, bench.Finish(admin.CompleteAsync(s_id, s_note)));

        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
        Assert.DoesNotContain("-a", _log.Calls);
    }

    [Fact]
    public void AnyAction_OnASagaThatIsNotParked_IsRefused()
    {
        var bench = ParkedBehindThePivot(out var admin);
        bench.Finish(admin.CompleteAsync(s_id, s_note));

        Assert.Equal(SagaAdminOutcome.InvalidTransition, bench.Finish(admin.RetryAsync(s_id, s_note)));
        Assert.Equal(SagaAdminOutcome.InvalidTransition, bench.Finish(admin.SkipAsync(s_id, s_note)));
        Assert.Equal(SagaAdminOutcome.InvalidTransition, bench.Finish(admin.CompleteAsync(s_id, s_note)));
        Assert.Equal(SagaAdminOutcome.NotFound, bench.Finish(admin.RetryAsync(SagaId.Parse("nobody"), s_note)));
        Assert.Null(bench.Finish(admin.TimelineAsync(SagaId.Parse("nobody"))));
    }

    [Fact]
    public void ParkedSaga_TakesNeitherEventsNorCancellation()
    {
        var bench = new TestBench(_log.Payment(wait: w => w.DecidedBy(_log.Does("decide", _ => StepResult.Retry("busy"))).WithRetry(r => r.Max(1))));
        var engine = bench.StartEngine();
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(16));

        Assert.Equal(SagaStatus.Parked, bench.Find(s_id).Status);
        Assert.Equal(RaiseOutcome.Parked, bench.Finish(engine.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t"), "e1")).Outcome);
        Assert.Equal(CancelSagaOutcome.Parked, bench.Finish(engine.Client.CancelAsync(s_id, "x")));
    }

    [Fact]
    public void Query_FindsParkedOnes_CountCountsThem()
    {
        var bench = ParkedBehindThePivot(out var admin);

        Assert.Equal(s_id, Assert.Single(bench.Finish(admin.QueryAsync(new SagaQuery { Status = SagaStatus.Parked })).Records).Id);
        Assert.Equal([new SagaCount("order", SagaStatus.Parked, 1)], bench.Finish(admin.CountAsync()));
    }

    private static void AssertAudited(TestBench bench, ISagaAdmin admin, SagaTimelineKind action)
    {
        var timeline = bench.Finish(admin.TimelineAsync(s_id))!;
        Assert.Equal(["reserve", "book", "print", "sweep"], timeline.Steps);
        Assert.Equal("ann: the printer works again", timeline.Record.Timeline.Single(e => e.Kind == action).Detail);
        Assert.Equal($"saga order/s1: operator {action} by ann: the printer works again", bench.Log.Texts(4111).Single());
    }

    private TestBench ParkedBehindThePivot(out ISagaAdmin admin)
    {
        var definition = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("reserve", _log.Does("reserve")).Guarded().WithCompensation(_log.Does("-reserve"))
            .Pivot("book", _log.Does("book")).Guarded()
            .Retriable("print", _log.Does("print", _ => _isMended ? StepResult.Ok : StepResult.Retry("out of paper"))).Guarded()
            .Retriable("sweep", _log.Does("sweep")).Guarded()
            .Build();
        return Parked(definition, out admin);
    }

    private TestBench ParkedInCompensation(out ISagaAdmin admin)
    {
        var definition = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Does("a")).Guarded().WithCompensation(_log.Does("-a"))
            .Step("b", _log.Does("b")).Guarded().WithCompensation(_log.Does("-b", _ => throw new IOException("stuck")))
            .Step("c", _log.Does("c", _ => StepResult.Fail("no"))).Guarded().NothingToUndo()
            .Build();
        return Parked(definition, out admin);
    }

    private static TestBench Parked(SagaDefinition<OrderState> definition, out ISagaAdmin admin)
    {
        var bench = new TestBench(definition);
        var engine = bench.StartEngine();
        admin = engine.Admin;
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run(TimeSpan.FromMinutes(10));
        Assert.Equal(SagaStatus.Parked, bench.Find(s_id).Status);
        return bench;
    }
}
