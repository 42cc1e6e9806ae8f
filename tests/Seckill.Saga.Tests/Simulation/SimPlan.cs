namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Everything that decides how a simulation goes: the same plan always goes the same way.</summary>
internal sealed record SimPlan
{
    public required SagaDefinition<SimState> Definition { get; init; }

    /// <summary>One saga for each: what the world makes of its steps.</summary>
    public required IReadOnlyList<StepOutcome[]> Scripts { get; init; }

    public int Seed { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Processes at work at the same time.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>When each saga's event is raised, counted from its start; null for never.</summary>
    public IReadOnlyList<TimeSpan?> Events { get; init; } = [];

    /// <summary>Plants a bug: what is put around the store.</summary>
    public Func<ISagaStore, ISagaStore>? AroundStore { get; init; }

    /// <summary>Plants a bug: the guard's table.</summary>
    public Func<EffectTable>? Guard { get; init; }

    public bool KeepStory { get; init; }

    public override string ToString() =>
        $"{Definition.Name} seed {Seed}, {Processes} process(es), scripts [{string.Join(" | ", Scripts.Select(s => string.Join(",", s)))}], "
        + $"faults [{string.Join(", ", Faults.Select(f => $"{f.Kind}@{f.Point}"))}], events [{string.Join(", ", Events)}]";
}
