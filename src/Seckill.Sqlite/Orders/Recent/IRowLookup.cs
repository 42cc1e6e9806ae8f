using Seckill.Ids;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>Finds rows by id and by buyer, wherever these are indexed.</summary>
internal interface IRowLookup
{
    long? Find(PurchaseId id);

    /// <summary>A buyer's rows, newest first.</summary>
    IReadOnlyList<long> RowsOf(BuyerId buyer);
}
