using Microsoft.Extensions.DependencyInjection;
using Seckill.Events;
using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

/// <summary>
/// The way of a purchase. Its begin record is the reservation in the stock store, its waiting record and timer are the order's row, so a
/// purchase that goes well writes nothing of its own. Undone in strict reverse: the order first, by the ledger's compare-and-set against a
/// payment, or a payment could still win an order whose unit is resold.
/// </summary>
internal static class PurchaseSaga
{
    public const string Name = "purchase";
    public const string Deduct = "stock.deduct";
    public const string CreateOrder = "order.create";
    public const string Notify = "payment.notify";
    public const string Payment = "payment";
    public const string Sync = "stock.sync";
    public const string TellBuyer = "notify.failure";

    /// <summary>Steps in order; what is done after compensation comes behind them.</summary>
    public static IReadOnlyList<string> Steps { get; } = [Deduct, CreateOrder, Notify, Payment, Sync];

    public static EventType<PurchasePaid> Paid { get; } = new(nameof(PurchasePaid), PurchaseSagaJson.Default.PurchasePaid);

    // A store or ledger that is away for long is no reason to give up an undo: the unit would be nobody's.
    private const int UndoTries = 1_000;

    public static SagaDefinition<PurchaseSagaState> Define(IServiceProvider services)
    {
        var orders = services.GetRequiredService<OrderSteps>();
        var payments = services.GetRequiredService<PaymentSteps>();
        return Saga.Define(Name, 1, PurchaseSagaJson.Default.PurchaseSagaState)
            .Step(Deduct, static (_, _) => ValueTask.FromResult(StepResult.Ok)).Guarded()
                .WithCompensation(orders.RestockAsync)
            .Step(CreateOrder, orders.CreateAsync, new VectorLimits { MaxBatch = 1024 }).Guarded().EnlistsRecord()
                .WithTimeout(Timeout.InfiniteTimeSpan)
                .WithRetry(static retry => retry.Max(4).Exponential(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1)).FullJitter())
                .WithCompensation(orders.CancelAsync)
                .WithCompensationRetry(static retry => retry.Max(UndoTries).Exponential(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)).FullJitter())
            .Step(Notify, payments.NotifyAsync).AtLeastOnce().NothingToUndo().BestEffort()
            .WaitFor(Payment, Paid).Until(PaymentSteps.Deadline).DecidedBy(payments.DecideAsync, new VectorLimits { MaxBatch = 1024 })
                .EnlistsRecord().AsPivot()
            .Retriable(Sync, payments.SyncAsync, new VectorLimits { MaxBatch = 1024 }).Guarded()
                .WithRetry(static retry => retry.Max(UndoTries).Exponential(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)).FullJitter())
            .AfterCompensation(TellBuyer, orders.TellAsync).AtLeastOnce()
            .Build();
    }
}
