namespace Seckill.Sagas.Tests;

/// <summary>Steps that write down that they were called, and answer what a test wants.</summary>
internal sealed class StepLog
{
    public List<string> Calls { get; } = [];

    /// <summary>A step that answers at once; ok when nothing else is said.</summary>
    public Func<OrderState, SagaContext, ValueTask<StepResult>> Does(string name, Func<SagaContext, StepResult>? how = null) => (_, context) =>
    {
        Calls.Add(name);
        return new(how?.Invoke(context) ?? StepResult.Ok);
    };

    /// <summary>A step that ends when the test says so.</summary>
    public Func<OrderState, SagaContext, ValueTask<StepResult>> Awaits(string name, TaskCompletionSource<StepResult> end) => (_, _) =>
    {
        Calls.Add(name);
        return new(end.Task);
    };

    /// <summary>One step to be undone, a wait of 15 minutes for a payment, the pivot.</summary>
    public SagaDefinition<OrderState> Payment(
        Func<OrderState, SagaContext, ValueTask<StepResult>>? reserve = null,
        Func<WaitBuilder<OrderState, Paid>, WaitBuilder<OrderState, Paid>>? wait = null,
        int version = 1)
    {
        var payment = Saga.Define("order", version, TestJson.Default.OrderState)
            .Step("reserve", reserve ?? Does("reserve")).Guarded().WithCompensation(Does("-reserve"))
            .WaitFor("payment", TestEvents.Paid)
            .Key(s => s.Order)
            .Timeout(TimeSpan.FromMinutes(15))
            .OnEvent((s, e) => s.Transaction = e.Transaction)
            .LatePublishes(TestEvents.Happened, (s, e) => new Happened($"refund {e.Transaction}"));
        return (wait?.Invoke(payment) ?? payment).Pivot("book", Does("book")).Guarded().Build();
    }
}
