using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Books and orders at a moment.</summary>
internal sealed class FuzzSnapshot
{
    private readonly string _books;
    private readonly IReadOnlyDictionary<string, OrderView> _orders;

    private FuzzSnapshot(string books, IReadOnlyDictionary<string, OrderView> orders) => (_books, _orders) = (books, orders);

    public static async Task<FuzzSnapshot> TakeAsync(OperatorApi desk, string sale) =>
        new((await desk.ReadBooksAsync(sale)).ToString(), await desk.ListOrdersAsync(sale));

    /// <summary>Checks that nothing has moved since an earlier one.</summary>
    public void Compare(FuzzSnapshot earlier, Law law)
    {
        law.Check(_books == earlier._books, () => $"books before: {earlier._books}; after: {_books}");
        foreach (var id in earlier._orders.Keys.Union(_orders.Keys))
        {
            var (before, after) = (earlier._orders.GetValueOrDefault(id), _orders.GetValueOrDefault(id));
            law.Check(before == after, () => $"{id} was {before?.Status ?? "not there"} and is {after?.Status ?? "not there"}");
        }
    }
}
