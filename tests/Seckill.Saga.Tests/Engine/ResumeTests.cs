namespace Seckill.Sagas.Tests.Engine;

public sealed class ResumeTests
{
    [Fact]
    public void Restart_WithMoreSagasThanMayBeClaimed_ResumesThoseOfAllShards()
    {
        const int Count = 60;
        var never = new TaskCompletionSource<StepResult>().Task;
        var isFirstLife = true;
        TestBench? bench = null;
        bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("work", async (_, _) =>
            {
                // Time passes, so that those that are not yet taken up have to wait for room.
                await Task.Delay(TimeSpan.FromMilliseconds(5), bench!.Time);
                return isFirstLife ? await never : StepResult.Ok;
            }).Guarded().NothingToUndo()
            .Build());
        var first = Start();
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(SagaStartOutcome.Started, bench.Finish(first.Client.StartAsync("order", Id(i), new OrderState())));
        }

        first.Owner.IsDead = true;
        isFirstLife = false;
        Start();
        bench.Run(TimeSpan.FromSeconds(5));

        Assert.All(Enumerable.Range(0, Count), i => Assert.Equal(SagaStatus.Completed, bench.Find(Id(i)).Status));

        Testing.Sagas.Simulation.SimEngine Start() => bench.StartEngine(o => (o.Shards, o.MaxClaimed, o.Owner) = (8, 2, "the same"));

        static SagaId Id(int number) => SagaId.Parse($"s{number}");
    }
}
