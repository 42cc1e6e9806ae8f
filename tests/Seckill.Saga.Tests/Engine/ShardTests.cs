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
