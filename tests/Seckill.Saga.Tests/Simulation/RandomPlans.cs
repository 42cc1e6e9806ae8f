namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Draws plans from seeds: any of the definitions, one to three processes, one to four sagas, up to three faults of any kind.</summary>
internal static class RandomPlans
{
    private static readonly SagaDefinition<SimState>[] s_definitions =
        [SimDefinitions.Plain, SimDefinitions.Purchase, SimDefinitions.Mixed, SimDefinitions.Vectors];

    public static SimPlan Draw(int seed)
    {
        var random = new Random(seed);
        var definition = s_definitions[random.Next(s_definitions.Length)];
        var sagas = random.Next(1, 5);
        return new SimPlan
        {
            Definition = definition,
            Seed = seed,
            Processes = random.Next(1, 4),
            Scripts = [.. Enumerable.Range(0, sagas).Select(_ => Script(random, definition))],
            Faults = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => new Fault(random.Next(1, 30 * sagas), Kind(random)))],
            Events = definition == SimDefinitions.Purchase ? [.. Enumerable.Range(0, sagas).Select(_ => EventTime(random))] : [],
            UndoFailures = random.Next(3) == 0 ? [.. Enumerable.Range(0, sagas).Select(_ => random.Next(5))] : [],
            HasOperator = random.Next(3) == 0,
            LeaseFaults = random.Next(3) == 0 ? [random.Next(1, 60), random.Next(1, 200)] : [],
            IsCarried = definition != SimDefinitions.Purchase && random.Next(4) == 0,
        };
    }

    /// <summary>
    /// The same plan with more going on: steps that go on elsewhere, operators who cancel any saga and have any saga tried again, and, for purchases,
    /// steps that write the saga's record themselves.
    /// </summary>
    public static SimPlan DrawWithActs(int seed)
    {
        var plan = Draw(seed);
        var random = new Random(~seed);
        var isEnlisted = plan.Definition == SimDefinitions.Purchase && random.Next(3) > 0;
        return plan with
        {
            Definition = isEnlisted ? SimDefinitions.Enlisted : plan.Definition,
            Scripts = [.. plan.Scripts.Select(s => Array.ConvertAll(s, o => random.Next(6) == 0 ? StepOutcome.Pending : o))],
            Acts = [.. Enumerable.Range(0, random.Next(0, 5)).Select(_ => new SimAct(ActTime(random), random.Next(plan.Scripts.Count), random.Next(2) == 0))],
        };
    }

    /// <summary>The same plan, with some of the store's answers so late that the records in them are not the last ones any more.</summary>
    public static SimPlan DrawWithLateReads(int seed)
    {
        var plan = DrawWithActs(seed);
        var random = new Random(seed ^ 0x5EED);
        return plan with
        {
            LateReads = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => new LateRead(random.Next(1, 8 * plan.Scripts.Count), Delay(random)))],
        };
    }

    private static TimeSpan Delay(Random random) => random.Next(3) switch
    {
        0 => TimeSpan.FromMilliseconds(random.Next(1, 1000)),
        1 => TimeSpan.FromSeconds(random.Next(1, 10)),
        _ => TimeSpan.FromSeconds(random.Next(10, 90)),
    };

    private static TimeSpan ActTime(Random random) => random.Next(3) switch
    {
        0 => TimeSpan.FromMilliseconds(random.Next(0, 300)),
        1 => TimeSpan.FromMilliseconds(random.Next(0, 20_000)),
        _ => TimeSpan.FromSeconds(random.Next(20, 200)),
    };

    private static StepOutcome[] Script(Random random, SagaDefinition<SimState> definition)
    {
        var script = new StepOutcome[definition.StepCount];
        for (var i = 0; i < script.Length; i++)
        {
            script[i] = random.Next(10) < 6 ? StepOutcome.Ok : (StepOutcome)random.Next(5);
        }

        return script;
    }

    private static FaultKind Kind(Random random) => random.Next(10) switch
    {
        < 3 => FaultKind.Crash,
        < 6 => FaultKind.Pause,
        6 => FaultKind.TimerLate,
        7 => FaultKind.TimerTwice,
        _ => FaultKind.LostReply,
    };

    // Before the saga waits, while it waits, around its deadline, and long after.
    private static TimeSpan? EventTime(Random random) => random.Next(5) switch
    {
        0 => null,
        1 => TimeSpan.FromMilliseconds(random.Next(0, 300)),
        2 => TimeSpan.FromSeconds(random.Next(1, 50)),
        3 => SimDefinitions.PaymentWindow + TimeSpan.FromMilliseconds(random.Next(-2500, 2500)),
        _ => TimeSpan.FromSeconds(random.Next(65, 150)),
    };
}
