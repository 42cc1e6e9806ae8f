using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

internal static class PurchaseVectorExtensions
{
    public static PurchaseId[] Ids(this SagaVector<PurchaseSagaState> vector)
    {
        var ids = new PurchaseId[vector.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = vector.State(i).Id;
        }

        return ids;
    }

    /// <summary>The vector's rows, null where there is none; the array is the caller's.</summary>
    public static async ValueTask<Order?[]> ReadOrdersAsync(this SagaVector<PurchaseSagaState> vector, IOrderLedger ledger) =>
        [.. await ledger.FindAsync(vector.Ids()).ConfigureAwait(false)];
}
