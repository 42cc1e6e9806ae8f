using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;

namespace Seckill.Rehearsal.Judging;

/// <summary>Compares what one buyer heard with his orders.</summary>
internal static class BuyerJudge
{
    public static void Judge(Buyer buyer, IReadOnlyList<OrderView> orders, SaleEnd end, SaleLaws laws)
    {
        var wishes = buyer.Wishes;
        var units = orders.Where(order => order.IsLive).Sum(order => order.Quantity);
        laws.BuyerLimit.Check(units <= end.Limit, () => $"{buyer.Name} holds {units} units, the limit is {end.Limit}");
        foreach (var wish in wishes)
        {
            JudgeWish(buyer, wish, end, laws);
        }

        JudgeOrders(buyer, wishes, orders, laws);
        JudgeRefusals(buyer, wishes, end, laws);
    }

    private static void JudgeWish(Buyer buyer, Wish wish, SaleEnd end, SaleLaws laws)
    {
        foreach (var id in wish.HeardOrders)
        {
            var found = end.Orders.GetValueOrDefault(id);
            laws.OrderKept.Check(
                found is not null && found.Buyer == buyer.Name && found.Quantity == wish.Quantity,
                () => $"{buyer.Name} was told of order {id} of {wish.Quantity}, the operator's list has {(found is null ? "no such order" : $"{found.Quantity} of {found.Buyer}")}");
        }

        var order = wish.OrderId is null ? null : end.Orders.GetValueOrDefault(wish.OrderId);
        if (wish.AnsweredPaid)
        {
            laws.PaymentKept.Check(order is { IsPaid: true }, () => $"{wish.OrderId} was answered paid and is {order?.Status ?? "gone"}");
        }

        if (wish.AnsweredCancelled)
        {
            laws.PaymentKept.Check(order is { Status: "cancelled" }, () => $"{wish.OrderId} was answered cancelled and is {order?.Status ?? "gone"}");
        }
    }

    private static void JudgeOrders(Buyer buyer, IReadOnlyList<Wish> wishes, IReadOnlyList<OrderView> orders, SaleLaws laws)
    {
        var told = wishes.SelectMany(wish => wish.HeardOrders).ToHashSet();
        var untold = orders.Where(order => !told.Contains(order.OrderId)).ToArray();
        var unheard = wishes.Count(wish => !wish.IsOrdered && (wish.MayBeTaken || wish.HadTicket));
        laws.OrderAskedFor.Check(
            untold.Length <= unheard,
            () => $"{buyer.Name} has {orders.Count} orders for {wishes.Count} keys and was never told of {string.Join(", ", untold.Select(order => order.OrderId))}");
    }

    private static void JudgeRefusals(Buyer buyer, IReadOnlyList<Wish> wishes, SaleEnd end, SaleLaws laws)
    {
        var demand = (long)end.Buyers.Count * end.Limit;
        foreach (var wish in wishes.Where(wish => wish.Refusal is not null))
        {
            laws.FairRefusal.Check(
                wish.Refusal != "limit-reached" || wishes.Count > 1,
                () => $"{buyer.Name} was refused his only wish {wish.Key} as limit-reached");
            laws.FairRefusal.Check(
                wish.Refusal != "sold-out" || demand > end.Stock,
                () => $"{buyer.Name} was told sold-out, although all {demand} units that may be asked for are there");
        }
    }
}
