using Seckill.Sagas.Tests.Mutants;

namespace Seckill.Sagas.Tests.Engine;

public sealed class ShardTests
{
    [Fact]
    public void AcquiringAShardFails_SagasOfThoseTakenBeforeIt_AreResumedAllTheSame()
    {
        var log = new StepLog();
        var never = new TaskCompletionSource<StepResult>();
        var isMended = false;
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", (s, c) => isMended ? log.Does("a")(s, c) : log.Awaits("a", never)(s, c)).Guarded().NothingToUndo()
            .Build());
        var first = bench.StartEngine();
        for (var i = 0; i < 10; i++)
        {
            bench.Finish(first.Client.StartAsync("order", SagaId.Parse($"s{i}"), new OrderState()));
        }

        first.Owner.IsDead = true;
        isMended = true;
        bench.Run(TimeSpan.FromMinutes(1));
        bench.Backing = new RefusingOnce(bench.Store, shard: 1);
        bench.StartEngine();
        bench.Run(TimeSpan.FromMinutes(1));

        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(SagaStatus.Completed, bench.Find(SagaId.Parse($"s{i}")).Status));
    }

    [Fact]
    public void Start_WithFewerShardsThanTheStoreHasSagasOn_IsRefusedAndSaysWhatToChange()
    {
        var log = new StepLog();
        var bench = new TestBench(log.Payment(wait: w => w.Key(_ => null)));
        var first = bench.StartEngine(o => o.Shards = 4);
        for (var i = 0; i < 20; i++)
        {
            bench.Finish(first.Client.StartAsync("order", SagaId.Parse($"s{i}"), new OrderState()));
        }

        bench.Run();
        bench.Finish(bench.Stop(first));
        Assert.Contains(Enumerable.Range(0, 20), i => bench.Find(SagaId.Parse($"s{i}")).Shard == 3);

        Assert.Equal(3, bench.Finish(((ISagaStore)new RefusingOnce(bench.Store, shard: 1)).FindHighestShardAsync()));
        var refusal = Assert.Throws<InvalidOperationException>(() => bench.StartEngine(o => o.Shards = 3));
        Assert.Equal(
            "The store has unfinished sagas on shard 3, but SagaOptions.Shards is 3, so nobody would drive them. "
            + "Set it to 4 or more on every engine of this store, or let those sagas end first.",
            refusal.Message);
        Assert.Empty(bench.Finish(bench.Store.ListShardsAsync()));

        bench.StartEngine(o => o.Shards = 4);
        bench.Run(TimeSpan.FromMinutes(16));
        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(SagaStatus.Compensated, bench.Find(SagaId.Parse($"s{i}")).Status));
        bench.StartEngine(o => o.Shards = 3);
    }

    [Fact]
    public void EngineWithMoreShardsJoinsLater_TheOtherOneSaysSo()
    {
        var log = new StepLog();
        var bench = new TestBench(log.Payment(wait: w => w.Key(_ => null)));
        bench.StartEngine(o => o.Shards = 2);
        var second = bench.StartEngine(o => o.Shards = 4);
        bench.Run(TimeSpan.FromSeconds(61));
        Assert.Empty(bench.Log.Texts(4208));

        for (var i = 0; i < 20; i++)
        {
            bench.Finish(second.Client.StartAsync("order", SagaId.Parse($"s{i}"), new OrderState()));
        }

        bench.Run(TimeSpan.FromSeconds(61));
        Assert.Contains(
            "The store has unfinished sagas on shard 3, but SagaOptions.Shards is 2 here: set the same number on every engine of this store",
            bench.Log.Texts(4208));
    }

    private sealed class RefusingOnce(ISagaStore store, int shard) : StoreDecorator(store)
    {
        private bool _hasRefused;

        public override ValueTask<ShardLease?> AcquireShardAsync(int wanted, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default)
        {
            if (wanted == shard && !_hasRefused)
            {
                _hasRefused = true;
                throw new IOException("The store is down.");
            }

            return base.AcquireShardAsync(wanted, owner, timeToLive, cancellationToken);
        }
    }
}
