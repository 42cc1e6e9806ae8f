using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Tests.Engine;

/// <summary>What steps and listeners do to the context around a saga, and what it must not do to others.</summary>
public sealed class AmbientTests
{
    private static readonly AsyncLocal<string?> s_ambient = new();

    [Fact]
    public void What_a_step_sets_in_its_context_is_not_there_for_the_next()
    {
        var seen = new List<string?>();
        var bench = new TestBench(Look("ambient", seen));
        var engine = bench.StartEngine();
        s_ambient.Value = "caller";
        bench.Finish(engine.Client.StartAsync("ambient", SagaId.Parse("s1"), new OrderState()));
        bench.Run();

        Assert.Equal(["caller", "caller", "caller"], seen);
        Assert.Equal("caller", s_ambient.Value);
        Assert.Equal(SagaStatus.Completed, bench.Find(SagaId.Parse("s1")).Status);
    }

    [Fact]
    public void A_listener_that_throws_harms_the_saga_of_its_span_only()
    {
        const string Name = "listened";
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == SagaDiagnostics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = static span =>
            {
                if (span.GetTagItem("saga.definition") is Name && span.GetTagItem("saga.step") is null && span.GetTagItem("saga.id") is "s1")
                {
                    throw new InvalidOperationException("The exporter is broken.");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var bench = new TestBench(Look(Name, []));
        var engine = bench.StartEngine();
        foreach (var id in (string[])["s1", "s2", "s3"])
        {
            bench.Finish(engine.Client.StartAsync(Name, SagaId.Parse(id), new OrderState()));
            bench.Run();
            Assert.Equal(SagaStatus.Completed, bench.Find(SagaId.Parse(id)).Status);
        }

        Assert.Equal(0, engine.Engine.Parts.Runs.Count);
        Assert.Contains("s1", Assert.Single(bench.Log.Lines, l => l.Level == LogLevel.Error).Text, StringComparison.Ordinal);
    }

    private static SagaDefinition<OrderState> Look(string name, List<string?> seen)
    {
        var builder = Saga.Define(name, 1, TestJson.Default.OrderState);
        foreach (var step in (string[])["a", "b", "c"])
        {
            builder = builder
                .Step(step, (_, _) =>
                {
                    seen.Add(s_ambient.Value);
                    s_ambient.Value = step;
                    return new(StepResult.Ok);
                })
                .Guarded()
                .WithCompensation(static (_, _) => new(StepResult.Ok));
        }

        return builder.Build();
    }
}
