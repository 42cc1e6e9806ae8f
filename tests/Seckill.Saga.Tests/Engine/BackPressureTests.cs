using Seckill.Sagas.Tests.Mutants;

namespace Seckill.Sagas.Tests.Engine;

public sealed class BackPressureTests
{
    private readonly StepLog _log = new();

    [Fact]
    public void Start_MoreThanMaxInFlight_IsRejectedUntilThereIsRoom()
    {
        var end = new TaskCompletionSource<StepResult>();
        var definition = Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _log.Awaits("a", end)).Guarded().NothingToUndo()
            .Build();
        var bench = new TestBench(definition);
        var engine = bench.StartEngine(o => o.MaxInFlight = 2);

        Assert.Equal(SagaStartOutcome.Started, bench.Finish(Start(engine.Client, 1)));
        Assert.Equal(SagaStartOutcome.Started, bench.Finish(Start(engine.Client, 2)));
        Assert.Equal(SagaStartOutcome.Rejected, bench.Finish(Start(engine.Client, 3)));
        Assert.Null(bench.Finish(engine.Client.FindAsync(SagaId.Parse("s3"))));
        end.SetResult(StepResult.Ok);
        bench.Run();

        Assert.Equal(SagaStartOutcome.Started, bench.Finish(Start(engine.Client, 3)));
    }

    [Fact]
    public void DueSagas_AreClaimedInPages_NoMoreInMemoryThanAllowed()
    {
        const int Sagas = 25;
        var most = 0;
        SagaDefinition<OrderState> definition = null!;
        Seckill.Testing.Sagas.Simulation.SimEngine engine = null!;
        definition = _log.Payment(wait: w => w.DecidedBy(async (_, _) =>
        {
            most = Math.Max(most, engine.Engine.Parts.Runs.Count);
            await Task.Delay(TimeSpan.FromSeconds(1), engine.Time);
            return StepResult.Fail("not paid");
        }));
        var bench = new TestBench(definition);
        var pages = new Pages(bench.Store);
        bench.Backing = pages;
        engine = bench.StartEngine(o => (o.Shards, o.ClaimPageSize, o.MaxClaimed) = (1, 10, 3));
        for (var i = 0; i < Sagas; i++)
        {
            Assert.Equal(SagaStartOutcome.Started, bench.Finish(Start(engine.Client, i)));
        }

        bench.Run(TimeSpan.FromMinutes(17));

        Assert.All(Enumerable.Range(0, Sagas), i => Assert.Equal(SagaStatus.Compensated, bench.Find(SagaId.Parse($"s{i}")).Status));
        Assert.Equal(3, most);
        Assert.All(pages.Sizes, size => Assert.InRange(size, 0, 10));
        Assert.Contains(10, pages.Sizes);
    }

    private static ValueTask<SagaStartOutcome> Start(ISagaClient client, int number) =>
        client.StartAsync("order", SagaId.Parse($"s{number}"), new OrderState { Order = $"o{number}" });

    private sealed class Pages(ISagaStore store) : StoreDecorator(store)
    {
        public List<int> Sizes { get; } = [];

        public override async ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default)
        {
            Assert.Equal(10, claim.Max);
            var page = await base.ClaimDueAsync(claim, cancellationToken);
            Sizes.Add(page.Records.Count);
            return page;
        }
    }
}
