namespace Seckill.Sagas.Benchmarks.Orders;

/// <summary>Four steps that do nothing but count, each with its compensation.</summary>
internal static class OrderSaga
{
    public const string Name = "order";

    public static SagaDefinition<OrderState> Definition { get; } = Saga.Define<OrderState>(Name, version: 1, OrderJson.Default.OrderState)
        .Step("stock.deduct", Do).WithCompensation(Undo).Guarded()
        .Step("order.create", Do).WithCompensation(Undo).Guarded()
        .Step("payment.take", Do).WithCompensation(Undo).Guarded()
        .Step("stock.sync", Do).WithCompensation(Undo).Guarded()
        .Build();

    public static OrderState NewState(long number) => new() { Order = $"order-{number:D9}", Buyer = $"buyer-{number % 100_000:D6}", Sku = "phone", Quantity = 1 };

    private static ValueTask<StepResult> Do(OrderState state, SagaContext context)
    {
        state.StepsDone++;
        return ValueTask.FromResult(StepResult.Ok);
    }

    private static ValueTask<StepResult> Undo(OrderState state, SagaContext context)
    {
        state.StepsDone--;
        return ValueTask.FromResult(StepResult.Ok);
    }
}
