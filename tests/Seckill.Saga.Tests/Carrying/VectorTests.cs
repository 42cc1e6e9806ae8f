namespace Seckill.Sagas.Tests.Carrying;

/// <summary>Steps that are done for many sagas in one call.</summary>
public sealed class VectorTests
{
    private readonly List<string[]> _calls = [];

    [Fact]
    public void Sagas_ThatComeWhileACallIsOut_GoIntoTheNextOne_NoMoreThanAllowed()
    {
        var end = new TaskCompletionSource();
        var bench = new TestBench(Definition(v => new(end.Task), new VectorLimits { MaxBatch = 4 }));
        var client = bench.StartEngine().Client;
        for (var i = 0; i < 10; i++)
        {
            bench.Finish(client.StartAsync("order", SagaId.Parse($"s{i}"), new OrderState()));
        }

        Assert.Single(_calls);
        end.SetResult();
        bench.Run();

        Assert.All(_calls, c => Assert.InRange(c.Length, 1, 4));
        Assert.Equal(10, _calls.Sum(c => c.Length));
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(SagaStatus.Completed, bench.Find(SagaId.Parse($"s{i}")).Status));
    }

    [Fact]
    public void CallThatThrows_IsUnknownForAll_AndTriedAgain()
    {
        var tries = 0;
        var bench = new TestBench(Definition(_ => ++tries == 1 ? throw new IOException("lost") : ValueTask.CompletedTask));
        bench.Finish(bench.StartEngine().Client.StartAsync("order", SagaId.Parse("s1"), new OrderState()));
        bench.Run(TimeSpan.FromSeconds(10));

        Assert.Equal(2, _calls.Count);
        Assert.Equal(SagaStatus.Completed, bench.Find(SagaId.Parse("s1")).Status);
        Assert.Contains("(Unknown): IOException: lost; remaining retries: 2", bench.Log.Texts(4101).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void SagaWithoutAResult_IsUnknown()
    {
        var bench = new TestBench(Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step("a", _ => ValueTask.CompletedTask).Guarded().NothingToUndo().WithRetry(r => r.Max(1))
            .Build());
        bench.Finish(bench.StartEngine().Client.StartAsync("order", SagaId.Parse("s1"), new OrderState()));
        bench.Run();

        Assert.Equal("InvalidOperationException: The vectorised step a gave no result for a saga.", bench.Find(SagaId.Parse("s1")).Reason);
    }

    [Fact]
    public void Index_OutsideTheVector_IsRefused()
    {
        ArgumentOutOfRangeException? refusal = null;
        var bench = new TestBench(Definition(v =>
        {
            refusal = Assert.Throws<ArgumentOutOfRangeException>(() => v.Id(v.Count));
            return ValueTask.CompletedTask;
        }));
        bench.Finish(bench.StartEngine().Client.StartAsync("order", SagaId.Parse("s1"), new OrderState()));
        bench.Run();

        Assert.StartsWith("The vector has 1 sagas.", refusal!.Message, StringComparison.Ordinal);
    }

    private SagaDefinition<OrderState> Definition(Func<SagaVector<OrderState>, ValueTask> before, VectorLimits? limits = null) =>
        Saga.Define("order", 1, TestJson.Default.OrderState)
            .Step(
                "a",
                async vector =>
                {
                    _calls.Add([.. Enumerable.Range(0, vector.Count).Select(i => vector.EffectKey(i).ToString())]);
                    await before(vector);
                    for (var i = 0; i < vector.Count; i++)
                    {
                        vector.SetResult(i, StepResult.Ok);
                    }
                },
                limits)
            .Guarded()
            .NothingToUndo()
            .Build();
}
