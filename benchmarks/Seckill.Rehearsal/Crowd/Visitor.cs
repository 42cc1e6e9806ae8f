using System.Diagnostics;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Crowd;

/// <summary>Plays a buyer's whole visit: the wish, the tricks, and what comes after buying.</summary>
internal sealed class Visitor(BuyerApi api, Shopper shopper, SaleLaws laws, int limit)
{
    private const int AtOnce = 4;

    /// <param name="buyer">Who comes.</param>
    /// <param name="intended">When he meant to ask, as a Stopwatch time stamp.</param>
    /// <param name="patience">Ends the visit.</param>
    public async Task VisitAsync(Buyer buyer, long intended, CancellationToken patience)
    {
        var wish = buyer.MakeWish(buyer.Quantity);
        switch (buyer.Habit)
        {
            case Habit.Repeats:
                await shopper.AskAsync(buyer, wish, intended, patience);
                await shopper.AskAsync(buyer, wish, null, patience);
                await shopper.AskAsync(buyer, wish, null, patience);
                break;
            case Habit.RepeatsAtOnce:
                await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => shopper.AskAsync(buyer, wish, i == 0 ? intended : null, patience)));
                break;
            case Habit.Races:
                var more = Enumerable.Range(1, AtOnce - 1).Select(_ => buyer.MakeWish(1)).Prepend(wish).ToArray();
                await Task.WhenAll(more.Select(one => shopper.AskAsync(buyer, one, one == wish ? intended : null, patience)));
                break;
            case Habit.VanishesAndReturns:
                await shopper.VanishAsync(buyer, wish);
                await PauseAsync(buyer, patience);
                await shopper.AskAsync(buyer, wish, null, patience);
                break;
            case Habit.Vanishes:
                await shopper.VanishAsync(buyer, wish);
                break;
            default:
                await shopper.AskAsync(buyer, wish, intended, patience);
                break;
        }

        var all = buyer.Wishes.Where(one => one.IsOrdered).ToArray();
        laws.BuyerLimit.Check(all.Sum(one => one.Quantity) <= limit, () => $"{buyer.Name} was given {all.Length} orders at once, the limit is {limit}");
        foreach (var bought in all)
        {
            await FinishAsync(buyer, bought, patience);
        }
    }

    /// <summary>A standing buyer without units tries again under a new key.</summary>
    public async Task TryAgainAsync(Buyer buyer, CancellationToken patience)
    {
        var wish = buyer.MakeWish(1);
        await shopper.AskAsync(buyer, wish, Stopwatch.GetTimestamp(), patience);
        if (wish.IsOrdered)
        {
            await FinishAsync(buyer, wish, patience);
        }
    }

    private async Task FinishAsync(Buyer buyer, Wish wish, CancellationToken patience)
    {
        var order = wish.OrderId!;
        try
        {
            if (!await ThinkAsync(buyer, patience))
            {
                return;
            }

            switch (buyer.After)
            {
                case AfterBuying.PayByNotice:
                    var notice = new PaymentNotice(order, $"tx-{order}", wish.Amount ?? 0, "CNY");
                    await PayAsync(buyer, wish, () => api.NotifyAsync(notice with { SignedAt = DateTimeOffset.UtcNow }), patience);
                    break;
                case AfterBuying.PayByDemo:
                    await PayAsync(buyer, wish, () => api.PayAsync(buyer.Token, order), patience);
                    break;
                case AfterBuying.Cancel:
                    var reply = await RepeatAsync(buyer, () => api.CancelAsync(buyer.Token, order), patience);
                    wish.AnsweredCancelled = laws.ExpectedAnswer.Check(reply.Kind == AnswerKind.Found, () => $"cancel of {order} by {buyer.Name}: {reply}");
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            laws.EveryWishAnswered.Check(false, () => $"{buyer.After} of {order} by {buyer.Name} has no answer");
        }
    }

    private async Task PayAsync(Buyer buyer, Wish wish, Func<ValueTask<Reply>> pay, CancellationToken patience)
    {
        var reply = await RepeatAsync(buyer, pay, patience);
        wish.AnsweredPaid = laws.ExpectedAnswer.Check(
            reply.Kind == AnswerKind.Found && (reply.Outcome ?? reply.State) == "paid",
            () => $"payment of {wish.OrderId} by {buyer.Name}: {reply}");
    }

    private async Task<Reply> RepeatAsync(Buyer buyer, Func<ValueTask<Reply>> call, CancellationToken patience)
    {
        while (true)
        {
            var reply = await call();
            if (!reply.IsUnknown)
            {
                return reply;
            }

            await shopper.PauseAsync(buyer, reply, patience);
        }
    }

    /// <returns>False when the crowd went home meanwhile: he has asked for nothing, so nothing is owed to him.</returns>
    private static async Task<bool> ThinkAsync(Buyer buyer, CancellationToken patience)
    {
        if (buyer.Think == TimeSpan.Zero || buyer.After == AfterBuying.Leave)
        {
            return true;
        }

        await Task.Delay(buyer.Think, patience).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return !patience.IsCancellationRequested;
    }

    private static Task PauseAsync(Buyer buyer, CancellationToken patience) =>
        Task.Delay(buyer.Dice.Next(100, 1500), patience).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
