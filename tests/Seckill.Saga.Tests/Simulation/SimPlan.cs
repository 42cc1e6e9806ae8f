using Seckill.Events;

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

    /// <summary>How many tries of each undo of a saga go wrong first.</summary>
    public IReadOnlyList<int> UndoFailures { get; init; } = [];

    /// <summary>Which calls for leases, counted over all processes from 1, end without an answer.</summary>
    public IReadOnlyList<int> LeaseFaults { get; init; } = [];

    /// <summary>Which answers of the store arrive late.</summary>
    public IReadOnlyList<LateRead> LateReads { get; init; } = [];

    /// <summary>True when sagas are started by somebody who holds their begin record, and starts them again until they are durable.</summary>
    public bool IsCarried { get; init; }

    /// <summary>True when somebody has parked sagas tried again.</summary>
    public bool HasOperator { get; init; }

    /// <summary>What is done to sagas from outside at any moment.</summary>
    public IReadOnlyList<SimAct> Acts { get; init; } = [];

    /// <summary>Bit by record: what of every batch is written before the point within it; null to draw it.</summary>
    public int? Subset { get; init; }

    /// <summary>Plants a bug: what is put around the bus.</summary>
    public Func<IEventBus, IEventBus>? AroundBus { get; init; }

    /// <summary>Plants a bug: what is put around the store.</summary>
    public Func<ISagaStore, ISagaStore>? AroundStore { get; init; }

    /// <summary>Plants a bug: the guard's table.</summary>
    public Func<EffectTable>? Guard { get; init; }

    public bool KeepStory { get; init; }

    public override string ToString() =>
        $"{Definition.Name} seed {Seed}, {Processes} process(es), scripts [{string.Join(" | ", Scripts.Select(s => string.Join(",", s)))}], "
        + $"faults [{string.Join(", ", Faults.Select(f => $"{f.Kind}@{f.Point}"))}], events [{string.Join(", ", Events)}], undo failures [{string.Join(", ", UndoFailures)}], lease faults [{string.Join(", ", LeaseFaults)}], "
        + $"late reads [{string.Join(", ", LateReads.Select(r => $"{r.Read} by {r.By.TotalSeconds:0.###}"))}]"
        + $"{(IsCarried ? ", carried" : "")}{(HasOperator ? ", operator" : "")}, acts [{string.Join(", ", Acts.Select(a => $"{(a.IsCancel ? "cancel" : "retry")} s{a.Saga}@{a.At.TotalSeconds:0.###}"))}]{(Subset is { } subset ? $", subset {subset}" : "")}";
}
