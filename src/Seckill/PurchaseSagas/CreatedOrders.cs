using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

/// <summary>Tells that rows are in the ledger, before the sagas go on: callers do not wait for neighbours whose step is tried again.</summary>
internal sealed class CreatedOrders
{
    /// <summary>Hears of every vector; the vector is the engine's own again when it returns.</summary>
    public Action<SagaVector<PurchaseSagaState>>? Handler { get; set; }

    public void Tell(SagaVector<PurchaseSagaState> vector) => Handler?.Invoke(vector);
}
