using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Judging;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Crowd;

/// <summary>Asks for one wish until it is answered for good.</summary>
/// <param name="api">The host.</param>
/// <param name="sale">The sale.</param>
/// <param name="witness">Hears every answer.</param>
/// <param name="laws">The laws.</param>
/// <param name="gate">Shut while the host is known to be down.</param>
/// <param name="latency">Gets the time from a wish's intended moment to its first answer.</param>
internal sealed class Shopper(BuyerApi api, string sale, Witness witness, SaleLaws laws, HostGate gate, LatencyRecorder latency)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(2);

    /// <summary>Asks under the wish's key, again while the outcome is unknown, and follows a ticket to its end.</summary>
    /// <param name="buyer">Who asks.</param>
    /// <param name="wish">What for.</param>
    /// <param name="intended">When he meant to ask, as a Stopwatch time stamp; null when the time is not to be measured.</param>
    /// <param name="patience">Ends the repeating; the wish then counts as unanswered.</param>
    public async Task AskAsync(Buyer buyer, Wish wish, long? intended, CancellationToken patience)
    {
        try
        {
            while (true)
            {
                await gate.WaitAsync(patience);
                var known = Witness.IsKnownTaken(wish);
                var reply = await api.PurchaseAsync(sale, buyer.Token, wish.Key, wish.Quantity);
                witness.HearPurchase(buyer, wish, reply, known);
                if (reply.IsUnknown)
                {
                    await PauseAsync(buyer, reply, patience);
                    continue;
                }

                if (intended is { } moment)
                {
                    latency.RecordSince(moment);
                }

                if (reply.Kind == AnswerKind.Queued)
                {
                    await FollowAsync(buyer, wish, reply, patience);
                }

                laws.EveryWishAnswered.Check(true, NoExample);
                return;
            }
        }
        catch (OperationCanceledException)
        {
            laws.EveryWishAnswered.Check(false, () => $"{wish.Key} of {buyer.Name} has no answer");
        }
    }

    /// <summary>Sends the request and drops the connection.</summary>
    public async Task VanishAsync(Buyer buyer, Wish wish)
    {
        lock (wish.Gate)
        {
            wish.MayBeTaken = true;
        }

        await api.PurchaseAndVanishAsync(sale, buyer.Token, wish.Key, wish.Quantity);
    }

    /// <summary>Waits while the host is down, then as long as it asks for, or a little.</summary>
    public async Task PauseAsync(Buyer buyer, Reply reply, CancellationToken patience)
    {
        await gate.WaitAsync(patience);
        await Task.Delay(reply.RetryAfter ?? TimeSpan.FromMilliseconds(buyer.Dice.Next(50, 250)), patience);
    }

    private async Task FollowAsync(Buyer buyer, Wish wish, Reply ticket, CancellationToken patience)
    {
        var position = ticket.Position;
        var wait = FirstLook;
        try
        {
            for (var ended = false; !ended; )
            {
                await Task.Delay(wait, patience);
                wait = wait * 2 < LongestLook ? wait * 2 : LongestLook;
                var reply = await api.FindAsync(buyer.Token, wish.ReservationId!);
                witness.HearState(buyer, wish, reply);
                if (reply.IsUnknown)
                {
                    // A stock engine that was rebuilt meanwhile counts the line anew.
                    position = witness.TicketsMayBeLost ? null : position;
                    await PauseAsync(buyer, reply, patience);
                }

                position = CheckPosition(buyer, wish, position, reply.Position);
                ended = reply.Kind == AnswerKind.Found && reply.State != "queued";
            }

            laws.EveryTicketEnds.Check(true, NoExample);
        }
        catch (OperationCanceledException)
        {
            laws.EveryTicketEnds.Check(false, () => $"ticket {wish.ReservationId} of {buyer.Name} is still in line at {position}");
        }
    }

    private long? CheckPosition(Buyer buyer, Wish wish, long? before, long? now)
    {
        if (before is null || now is null)
        {
            return now ?? before;
        }

        laws.PositionNeverGrows.Check(now <= before, () => $"ticket {wish.ReservationId} of {buyer.Name} went from {before} to {now}");
        return now;
    }

    private static string NoExample() => "";
}
