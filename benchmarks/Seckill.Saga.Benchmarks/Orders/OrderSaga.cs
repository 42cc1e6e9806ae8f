using System.Text.Json;

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

    /// <summary>A record of the size of those that the engine writes for these sagas.</summary>
    public static SagaRecord TypicalRecord() => new()
    {
        Id = SagaId.Parse(Guid.NewGuid().ToString("N")),
        Definition = Name,
        Version = 1,
        Fingerprint = long.MaxValue,
        Shard = 7,
        Epoch = 3,
        Seq = 2,
        WriteId = long.MaxValue,
        Status = SagaStatus.Completed,
        Step = 4,
        Done = 15,
        State = JsonSerializer.SerializeToUtf8Bytes(NewState(1), OrderJson.Default.OrderState),
        CreatedAt = DateTimeOffset.UtcNow,
        UpdatedAt = DateTimeOffset.UtcNow,
    };

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
