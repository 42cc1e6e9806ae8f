namespace Seckill.Sagas.Tests.Engine;

public sealed class VersionTests
{
    private static readonly SagaId s_id = SagaId.Parse("s1");
    private static readonly OperatorNote s_note = new("ann", "deployed");
    private readonly StepLog _log = new();

    [Fact]
    public void Start_UsesTheNewestVersion_StoredOnesKeepTheirs()
    {
        var bench = new TestBench();
        var old = bench.StartEngine(definitions: _log.Payment());
        bench.Finish(old.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();
        old.Owner.IsDead = true;

        var both = bench.StartEngine(null, _log.Payment(version: 2), _log.Payment());
        bench.Run(TimeSpan.FromMinutes(1));
        bench.Finish(both.Client.StartAsync("order", SagaId.Parse("s2"), new OrderState { Order = "o2" }));
        bench.Finish(both.Client.RaiseAsync(s_id, TestEvents.Paid, new Paid("t1"), "e1"));
        bench.Run();

        Assert.Equal((1, SagaStatus.Completed), (bench.Find(s_id).Version, bench.Find(s_id).Status));
        Assert.Equal(2, bench.Find(SagaId.Parse("s2")).Version);
    }

    [Fact]
    public void StoredSaga_OfAVersionNobodyKnows_IsParkedWithWhatToDo_AndGoesOnOnceItIsKnown()
    {
        var bench = WaitingUnder(_log.Payment());
        var newer = bench.StartEngine(null, _log.Payment(version: 2));
        bench.Run(TimeSpan.FromMinutes(16));

        Assert.Equal(SagaStatus.Parked, bench.Find(s_id).Status);
        Assert.Equal("definition 'order' v1 is not registered here: register it and retry, or complete the saga by hand", bench.Find(s_id).Reason);
        Assert.Equal(SagaAdminOutcome.UnknownDefinition, bench.Finish(newer.Admin.RetryAsync(s_id, s_note)));
        newer.Owner.IsDead = true;

        var both = bench.StartEngine(null, _log.Payment(), _log.Payment(version: 2));
        bench.Run(TimeSpan.FromMinutes(1));
        Assert.Equal(SagaAdminOutcome.Ok, bench.Finish(both.Admin.RetryAsync(s_id, s_note)));
        bench.Run();
        Assert.Equal(SagaStatus.Compensated, bench.Find(s_id).Status);
    }

    [Fact]
    public void StoredSaga_WhoseStepsWereChangedUnderItsVersion_IsParkedWithWhatToDo()
    {
        var bench = WaitingUnder(_log.Payment());
        var changed = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("reserve.renamed", _log.Does("x")).Guarded().NothingToUndo()
            .WaitFor("payment", TestEvents.Paid).Timeout(TimeSpan.FromMinutes(1))
            .Build();
        bench.StartEngine(null, changed);
        bench.Run(TimeSpan.FromMinutes(16));

        Assert.Equal(SagaStatus.Parked, bench.Find(s_id).Status);
        Assert.Equal(
            "the steps of definition 'order' v1 are not those it was started with: register the old steps under v1 and the new ones under a higher version, then retry",
            bench.Find(s_id).Reason);
        Assert.DoesNotContain("x", _log.Calls);
    }

    [Fact]
    public void ParkedSaga_OfAVersionNobodyKnows_CanBeCompletedByHand()
    {
        var bench = WaitingUnder(_log.Payment());
        var newer = bench.StartEngine(null, _log.Payment(version: 2));
        bench.Run(TimeSpan.FromMinutes(16));

        Assert.Equal(SagaAdminOutcome.Ok, bench.Finish(newer.Admin.CompleteAsync(s_id, s_note)));

        Assert.Equal(SagaStatus.Completed, bench.Find(s_id).Status);
        Assert.Equal("ann: deployed", bench.Find(s_id).Timeline[^1].Detail);
    }

    [Fact]
    public void OneVersion_RegisteredTwice_IsRefused()
    {
        var bench = new TestBench();

        var refusal = Assert.Throws<ArgumentException>(() => bench.StartEngine(null, _log.Payment(), _log.Payment()));
        Assert.Equal("Saga 'order v1' is registered twice. Register each version once.", refusal.Message);
    }

    [Fact]
    public void Start_OfAnUnknownSagaOrWithAnotherState_IsRefused()
    {
        var engine = new TestBench(_log.Payment()).StartEngine();

        Assert.StartsWith("No saga 'nothing' is registered.", Assert.Throws<ArgumentException>(() => Start("nothing", new OrderState())).Message, StringComparison.Ordinal);
        Assert.StartsWith("Saga 'order v1' has another state than Paid.", Assert.Throws<ArgumentException>(() => Start("order", new Paid("t"))).Message, StringComparison.Ordinal);

        void Start<T>(string name, T state)
            where T : class => engine.Client.StartAsync(name, s_id, state).AsTask();
    }

    private static TestBench WaitingUnder(SagaDefinition<OrderState> definition)
    {
        var bench = new TestBench();
        var engine = bench.StartEngine(null, definition);
        bench.Finish(engine.Client.StartAsync("order", s_id, new OrderState()));
        bench.Run();
        engine.Owner.IsDead = true;
        return bench;
    }
}
