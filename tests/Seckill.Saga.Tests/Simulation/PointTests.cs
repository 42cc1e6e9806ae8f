namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Each kind of fault at every point where it can happen, for a few runs of each definition.</summary>
public sealed class PointTests
{
    private static readonly StepOutcome[][] s_scripts =
    [
        [StepOutcome.Ok, StepOutcome.Ok, StepOutcome.Ok, StepOutcome.Ok, StepOutcome.Ok, StepOutcome.Ok],
        [StepOutcome.TimeoutApplied, StepOutcome.Transient, StepOutcome.Ok, StepOutcome.Fail, StepOutcome.Ok, StepOutcome.Ok],
        [StepOutcome.Ok, StepOutcome.Ok, StepOutcome.TimeoutNotApplied, StepOutcome.TimeoutNotApplied, StepOutcome.Fail, StepOutcome.Ok],
    ];

    [Theory]
    [InlineData(FaultKind.LostReply)]
    [InlineData(FaultKind.Pause)]
    public void LostReplyOrZombie_AtEveryPoint_Holds(FaultKind kind)
    {
        var hits = 0;
        foreach (var plan in Plans())
        {
            for (var point = 1; point <= SimRun.Play(plan).Points; point++)
            {
                hits += PlayAndCheck(plan with { Faults = [new Fault(point, kind)], Processes = 2 }).Hits(kind);
            }
        }

        Assert.NotEqual(0, hits);
    }

    [Theory]
    [InlineData(FaultKind.TimerLate)]
    [InlineData(FaultKind.TimerTwice)]
    public void TimerLateOrTwice_AndACrashAtEveryPoint_Holds(FaultKind kind)
    {
        var hits = 0;
        foreach (var plan in Plans().Where(p => p.Definition == SimDefinitions.Purchase))
        {
            var faulty = plan with { Faults = [new Fault(1, kind)] };
            for (var point = 1; point <= SimRun.Play(faulty).Points; point++)
            {
                hits += PlayAndCheck(faulty with { Faults = [.. faulty.Faults, new Fault(point, FaultKind.Crash)] }).Hits(kind);
            }
        }

        Assert.NotEqual(0, hits);
    }

    [Fact]
    public void CrashInsideABatch_AnySubsetOfItsRecordsWritten_Holds()
    {
        var runs = 0;
        foreach (var definition in (SagaDefinition<SimState>[])[SimDefinitions.Plain, SimDefinitions.Vectors])
        {
            for (var subset = 0; subset < 8; subset++)
            {
                var plan = new SimPlan { Definition = definition, Scripts = s_scripts, Subset = subset, Seed = subset };
                var names = SimRun.Play(plan with { KeepStory = true }).Names;
                for (var point = 1; point <= names.Count; point++)
                {
                    if (names[point - 1].EndsWith("inside", StringComparison.Ordinal))
                    {
                        runs++;
                        PlayAndCheck(plan with { Faults = [new Fault(point, FaultKind.Crash)] });
                    }
                }
            }
        }

        Assert.InRange(runs, 16, int.MaxValue);
    }

    [Fact]
    public void UndoThatFails_AndACrashAtEveryPoint_IsUndoneOrParkedAndTriedAgain()
    {
        foreach (var failures in (int[])[1, 4])
        {
            var plan = new SimPlan { Definition = SimDefinitions.Plain, Scripts = [s_scripts[1]], UndoFailures = [failures], HasOperator = true };
            for (var point = 1; point <= SimRun.Play(plan).Points; point++)
            {
                var verdict = PlayAndCheck(plan with { Faults = [new Fault(point, FaultKind.Crash)] });
                Assert.Equal(SagaStatus.Compensated, Assert.Single(verdict.Records).Status);
            }
        }
    }

    [Fact]
    public void CarriedSaga_AndACrashAtEveryPoint_IsNeverForgottenByItsHolder()
    {
        foreach (var definition in (SagaDefinition<SimState>[])[SimDefinitions.Plain, SimDefinitions.Mixed, SimDefinitions.Vectors])
        {
            foreach (var script in s_scripts)
            {
                var plan = new SimPlan { Definition = definition, Scripts = [script], IsCarried = true };
                for (var point = 1; point <= SimRun.Play(plan).Points; point++)
                {
                    PlayAndCheck(plan with { Faults = [new Fault(point, FaultKind.Crash)] });
                }
            }
        }
    }

    [Fact]
    public void AnswerThatComesLate_AndACancelMeanwhile_Holds()
    {
        var late = 0;
        foreach (var definition in (SagaDefinition<SimState>[])[SimDefinitions.Plain, SimDefinitions.Mixed])
        {
            for (var read = 1; read <= 4; read++)
            {
                for (var second = 1; second < 20; second++)
                {
                    late += PlayAndCheck(new SimPlan
                    {
                        Definition = definition,
                        Scripts = [[StepOutcome.Pending]],
                        LateReads = [new LateRead(read, TimeSpan.FromSeconds(10))],
                        Acts = [new SimAct(TimeSpan.FromSeconds(second), 0, IsCancel: true)],

                        // Its undo does not come before the late answer, or a guard would refuse what follows from that.
                        UndoFailures = [3],
                        HasOperator = true,
                    }).LateReads;
                }
            }
        }

        Assert.NotEqual(0, late);
    }

    [Fact]
    public void DeadlineThatComesLateToOneProcess_AndAnEventToTheOther_OneOfThemWins()
    {
        var late = 0;
        for (var read = 1; read <= 3; read++)
        {
            for (var seed = 0; seed < 20; seed++)
            {
                late += PlayAndCheck(new SimPlan
                {
                    Definition = SimDefinitions.Enlisted,
                    Scripts = [[StepOutcome.Ok, StepOutcome.Ok, StepOutcome.TimeoutApplied]],
                    Events = [SimDefinitions.PaymentWindow + TimeSpan.FromSeconds(2)],
                    LateReads = [new LateRead(read, TimeSpan.FromSeconds(4))],
                    Processes = 2,
                    Seed = seed,
                }).LateReads;
            }
        }

        Assert.NotEqual(0, late);
    }

    private static IEnumerable<SimPlan> Plans()
    {
        foreach (var script in s_scripts)
        {
            yield return new SimPlan { Definition = SimDefinitions.Plain, Scripts = [script] };
            yield return new SimPlan { Definition = SimDefinitions.Mixed, Scripts = [script] };
            yield return new SimPlan { Definition = SimDefinitions.Purchase, Scripts = [script], Events = [null] };
            yield return new SimPlan { Definition = SimDefinitions.Purchase, Scripts = [script], Events = [TimeSpan.FromSeconds(5)] };
            yield return new SimPlan { Definition = SimDefinitions.Purchase, Scripts = [script], Events = [SimDefinitions.PaymentWindow] };
        }
    }

    private static SimVerdict PlayAndCheck(SimPlan plan)
    {
        var verdict = SimRun.Play(plan);
        Assert.True(verdict.Violations.Count == 0, verdict.ToString());
        return verdict;
    }
}
