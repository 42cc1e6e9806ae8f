using Seckill.Events;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>The sagas that are simulated.</summary>
internal static class SimDefinitions
{
    public const int Tries = 3;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan PaymentWindow = TimeSpan.FromSeconds(60);

    public static EventType<Happened> Happened => TestEvents.Happened;

    public static EventType<Paid> Paid => TestEvents.Paid;

    /// <summary>Four steps with an undo and an event each.</summary>
    public static SagaDefinition<SimState> Plain { get; } = MakePlain();

    /// <summary>Two steps, a mail, a wait for a payment, the pivot, and a step behind it.</summary>
    public static SagaDefinition<SimState> Purchase { get; } = MakePurchase();

    /// <summary>A step without a guard, three at the same time, the pivot, and a step behind it.</summary>
    public static SagaDefinition<SimState> Mixed { get; } = MakeMixed();

    /// <summary>Four vectorised steps, with vectorised undo.</summary>
    public static SagaDefinition<SimState> Vectors { get; } = MakeVectors();

    /// <summary>A purchase whose order and whose decision are written together with the saga's record.</summary>
    public static SagaDefinition<SimState> Enlisted { get; } = MakeEnlisted();

    private static SagaDefinition<SimState> MakePlain()
    {
        var builder = Saga.Define("plain", 1, TestJson.Default.SimState);
        for (var i = 0; i < 4; i++)
        {
            builder = Add(builder, $"step{i}", i);
        }

        return builder.AfterCompensation("sorry", static (_, c) => c.Service<SimProcess>().ActAsync(c, StepOutcome.Ok)).Guarded().Build();
    }

    private static SagaDefinition<SimState> MakePurchase() =>
        Add(Add(Saga.Define("purchase", 1, TestJson.Default.SimState), "stock.deduct", 0), "order.create", 1)
            .Step("payment.notify", static (_, c) => c.Service<SimProcess>().ActLooselyAsync(c)).AtLeastOnce().NothingToUndo().BestEffort()
            .WaitFor("payment", Paid).Key(s => s.Key).Timeout(PaymentWindow)
            .OnEvent((s, e) => s.Event = e.Transaction)
            .LatePublishes(Happened, (s, e) => new Happened($"refund {e.Transaction}"))
            .Pivot("order.markPaid", static (s, c) => c.Service<SimProcess>().ActAsync(c, s.Outcome(2))).Guarded().WithTimeout(Timeout)
            .WithRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)))
            .Retriable("stock.sync", static (s, c) => c.Service<SimProcess>().ActAsync(c, s.Outcome(3))).Guarded().WithTimeout(Timeout)
            .WithRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)))
            .Publishes(Happened, _ => new Happened("stock.sync"))
            .AfterCompensation("notify.failure", static (_, c) => c.Service<SimProcess>().ActLooselyAsync(c)).AtLeastOnce()
            .Build();

    private static SagaDefinition<SimState> MakeEnlisted() =>
        Add(Saga.Define("enlisted", 1, TestJson.Default.SimState), "stock.deduct", 0)
            .Step("order.create", static (s, c) => c.Service<SimProcess>().ActEnlistedAsync(c, s.Outcome(1))).Guarded().EnlistsRecord()
            .WithCompensation(static (s, c) => c.Service<SimProcess>().UndoAsync(c, s)).WithTimeout(Timeout)
            .WithRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)))
            .WithCompensationRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)))
            .Publishes(Happened, _ => new Happened("order.create"))
            .Step("payment.notify", static (_, c) => c.Service<SimProcess>().ActLooselyAsync(c)).AtLeastOnce().NothingToUndo().BestEffort()
            .WaitFor("payment", Paid).Key(s => s.Key).Timeout(PaymentWindow)
            .OnEvent((s, e) => s.Event = e.Transaction)
            .LatePublishes(Happened, (s, e) => new Happened($"refund {e.Transaction}"))
            .DecidedBy(static (_, c) => c.Service<SimProcess>().DecideAsync(c)).EnlistsRecord().WithTimeout(Timeout)
            .Pivot("order.markPaid", static (s, c) => c.Service<SimProcess>().ActAsync(c, s.Outcome(2))).Guarded().WithTimeout(Timeout)
            .WithRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)))
            .AfterCompensation("notify.failure", static (_, c) => c.Service<SimProcess>().ActLooselyAsync(c)).AtLeastOnce()
            .Build();

    private static SagaDefinition<SimState> MakeMixed() =>
        Add(Saga.Define("mixed", 1, TestJson.Default.SimState), "first", 0)
            .Step("mail", static (s, c) => c.Service<SimProcess>().ActLooselyAsync(c, s.Outcome(1))).AtLeastOnce().NothingToUndo()
            .Parallel(g => Add(Add(g, "left", 2), "right", 3))
            .Pivot("decide", static (s, c) => c.Service<SimProcess>().ActAsync(c, s.Outcome(4))).Guarded().WithTimeout(Timeout)
            .WithRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)))
            .Retriable("after", static (s, c) => c.Service<SimProcess>().ActAsync(c, s.Outcome(5))).Guarded().WithTimeout(Timeout)
            .WithRetry(r => r.Max(Tries).Fixed(TimeSpan.FromSeconds(2)))
            .Build();

    private static SagaDefinition<SimState> MakeVectors()
    {
        var builder = Saga.Define("vectors", 1, TestJson.Default.SimState);
        for (var i = 0; i < 4; i++)
        {
            var step = i;
            builder = builder
                .Step($"step{i}", v => EachAsync(v, j => v.Service<SimProcess>().ActAsync(v.EffectKey(j), v.Attempt(j), v.State(j).Outcome(step))))
                .WithCompensation(v => EachAsync(v, j => v.Service<SimProcess>().UndoAsync(v.EffectKey(j), v.Attempt(j), v.State(j))))
                .Guarded()
                .WithTimeout(Timeout)
                .WithRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)));
        }

        return builder.Build();
    }

    private static async ValueTask EachAsync(SagaVector<SimState> vector, Func<int, ValueTask<StepResult>> act)
    {
        for (var i = 0; i < vector.Count; i++)
        {
            vector.SetResult(i, await act(i));
        }
    }

    private static StepBuilder<SimState> Add(SagaBuilder<SimState> builder, string name, int step) => builder
        .Step(name, (s, c) => c.Service<SimProcess>().ActAsync(c, s.Outcome(step)))
        .Guarded()
        .WithCompensation(static (s, c) => c.Service<SimProcess>().UndoAsync(c, s))
        .WithTimeout(Timeout)
        .WithRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)))
        .WithCompensationRetry(r => r.Max(Tries).Fixed(TimeSpan.FromMilliseconds(100)))
        .Publishes(Happened, _ => new Happened(name));
}
