using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Crowd;

/// <summary>Hears every answer to a wish, writes down what it says and checks it against what was heard before.</summary>
internal sealed class Witness(SaleLaws laws)
{
    /// <summary>True when a power loss of the stock engine was played: then a ticket, though never an order, may be lost.</summary>
    public bool TicketsMayBeLost { get; set; }

    /// <summary>Answers to purchases that were heard.</summary>
    public AnswerTally Purchases { get; } = new();

    /// <summary>To be called before a request is sent: what is known of the wish by then binds the answer.</summary>
    public static bool IsKnownTaken(Wish wish)
    {
        lock (wish.Gate)
        {
            return wish.ReservationId is not null;
        }
    }

    /// <summary>An answer to a purchase.</summary>
    /// <param name="buyer">Whose wish it is.</param>
    /// <param name="wish">The wish.</param>
    /// <param name="reply">The answer.</param>
    /// <param name="knownTaken">True when an earlier answer had named the purchase before this one was asked for.</param>
    public void HearPurchase(Buyer buyer, Wish wish, in Reply reply, bool knownTaken)
    {
        Purchases.Add(reply.Kind);
        var heard = reply;
        laws.ExpectedAnswer.Check(
            reply.IsTaken || reply.IsUnknown || reply.Kind is AnswerKind.SoldOut or AnswerKind.LimitReached or AnswerKind.RefusedInLine,
            () => $"purchase {wish.Key} of {buyer.Name}: {heard}");
        lock (wish.Gate)
        {
            if (reply.IsUnknown)
            {
                wish.MayBeTaken = true;
            }
            else if (reply.IsTaken)
            {
                HearTaken(buyer, wish, heard);
            }
            else
            {
                HearRefused(buyer, wish, heard, knownTaken);
            }
        }
    }

    /// <summary>An answer to a look at the purchase of a wish.</summary>
    public void HearState(Buyer buyer, Wish wish, in Reply reply)
    {
        var heard = reply;
        if (reply.Kind != AnswerKind.Found)
        {
            laws.ExpectedAnswer.Check(reply.IsUnknown, () => $"GET {wish.ReservationId} of {buyer.Name}: {heard}");
            return;
        }

        lock (wish.Gate)
        {
            laws.OnePurchasePerKey.Check(
                heard.ReservationId == wish.ReservationId,
                () => $"GET {wish.ReservationId} of {buyer.Name} names {heard.ReservationId}");
            if (heard.State is "pendingPayment" or "paid" or "cancelled")
            {
                wish.HearOrder(heard.OrderId ?? heard.ReservationId);
                wish.Amount ??= heard.Amount;
            }
            else if (heard.State == "refused")
            {
                laws.OrderKept.Check(!wish.IsOrdered, () => $"{wish.OrderId} of {buyer.Name} had been answered 201 and is now refused");
                laws.EveryTicketEnds.Check(
                    heard.Reason != "lost" || TicketsMayBeLost,
                    () => $"ticket {wish.ReservationId} of {buyer.Name} was lost");
                wish.Refusal = heard.Reason ?? "refused";
            }
        }
    }

    private void HearRefused(Buyer buyer, Wish wish, Reply reply, bool knownTaken)
    {
        var same = reply.ReservationId is null || wish.ReservationId is null || reply.ReservationId == wish.ReservationId;
        laws.OnePurchasePerKey.Check(
            !knownTaken || (!wish.IsOrdered && (same || TicketsMayBeLost)),
            () => $"{wish.Key} of {buyer.Name} was {wish.ReservationId}{(wish.AnsweredCancelled ? ", cancelled" : wish.AnsweredPaid ? ", paid" : "")}, and its repeat was answered {reply}");
        wish.Refusal = reply.Reason ?? reply.Kind.ToString();
    }

    private void HearTaken(Buyer buyer, Wish wish, Reply reply)
    {
        // After a lost ticket the same key is a new try.
        if (TicketsMayBeLost && !wish.IsOrdered)
        {
            wish.ReservationId = null;
        }

        laws.OnePurchasePerKey.Check(
            (wish.ReservationId ?? reply.ReservationId) == reply.ReservationId
            && (wish.OrderId ?? reply.OrderId ?? "") == (reply.OrderId ?? wish.OrderId ?? "")
            && (reply.OrderId is null || reply.OrderId == reply.ReservationId),
            () => $"{wish.Key} of {buyer.Name} was {wish.ReservationId} / {wish.OrderId}, and its repeat was answered {reply} order={reply.OrderId}");
        wish.ReservationId = reply.ReservationId;
        wish.HearOrder(reply.OrderId);
        wish.Amount ??= reply.Amount;
        wish.HadTicket |= reply.Kind == AnswerKind.Queued;
        wish.Refusal = null;
    }
}
