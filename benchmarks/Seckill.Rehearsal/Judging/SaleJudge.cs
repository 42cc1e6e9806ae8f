using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;

namespace Seckill.Rehearsal.Judging;

/// <summary>Judges a sale that has come to rest by the operator's list, the books and what the buyers heard.</summary>
internal static class SaleJudge
{
    public static void Judge(SaleEnd end, SaleLaws laws)
    {
        laws.NoOversell.Check(end.Oversold == 0, () => $"{end.LiveUnits} units in live orders, {end.Stock} in the sale; books: {end.Books}");
        JudgeBooks(end, laws);
        JudgeSellThrough(end, laws);
        var byBuyer = end.Orders.Values.ToLookup(order => order.Buyer);
        foreach (var buyer in end.Buyers)
        {
            BuyerJudge.Judge(buyer, [.. byBuyer[buyer.Name]], end, laws);
        }

        var known = end.Buyers.Select(buyer => buyer.Name).ToHashSet();
        foreach (var stranger in byBuyer.Where(group => !known.Contains(group.Key)))
        {
            laws.OrderAskedFor.Check(false, () => $"{stranger.First().OrderId} is an order of {stranger.Key}, who never asked");
        }
    }

    private static void JudgeBooks(SaleEnd end, SaleLaws laws)
    {
        var books = end.Books;
        laws.NothingStranded.Check(books.AtRest && end.Stranded == 0, () => $"{end.Stranded} units stranded; books: {books}");
        laws.BooksBalanced.Check(books.Balanced && books.Missing == 0 && books.Total == end.Stock, () => $"books: {books}; stock {end.Stock}");
        laws.BooksBalanced.Check(
            books.Committed == end.LiveUnits && books.Paid == end.Orders.Values.Where(order => order.IsPaid).Sum(order => order.Quantity),
            () => $"{end.LiveUnits} units in live orders by the list; books: {books}");
    }

    private static void JudgeSellThrough(SaleEnd end, SaleLaws laws)
    {
        var held = end.Orders.Values.Where(order => order.IsLive).ToLookup(order => order.Buyer, order => order.Quantity);

        // Who is content with what he got asks for no more, and who vanished asked for what he holds.
        var wanted = end.Buyers.Sum(buyer => Math.Max(held[buyer.Name].Sum(), buyer.IsStanding ? 1 : 0));
        var expected = Math.Min(end.Stock, wanted);
        laws.SellThrough.Check(end.LiveUnits == expected, () => $"{end.LiveUnits} units in live orders, {expected} expected (stock {end.Stock}, wanted {wanted}); books: {end.Books}");
    }
}
