using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Replay;

/// <summary>A buyer with one key, and the purchase that it must name for ever.</summary>
internal sealed class Claim(BuyerApi api, ReplayLaws laws, string buyer, byte[] token, string sale)
{
    private static readonly TimeSpan LinePause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LinePatience = TimeSpan.FromSeconds(20);

    private const int MostUnknown = 20;

    private readonly string _key = $"key-{buyer}";

    public string Buyer => buyer;

    public string Sale => sale;

    /// <summary>The purchase; null before the first answer.</summary>
    public string? Purchase { get; private set; }

    /// <summary>True once it was given up; its key still names it.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Sends so many requests at once; each must be answered with the same purchase.</summary>
    /// <param name="when">The sale's state, for the examples.</param>
    /// <param name="times">Requests at once.</param>
    public async Task RepeatAsync(string when, int times)
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => AskAsync()));
        Purchase ??= replies.FirstOrDefault(reply => reply.IsTaken).ReservationId;
        foreach (var reply in replies)
        {
            if (laws.Taken.Check(reply.IsTaken, () => $"{when}, {_key}{(IsGivenUp ? ", given up" : "")}: {reply}"))
            {
                laws.SamePurchase.Check(
                    reply.ReservationId == Purchase && (reply.OrderId is null || reply.OrderId == Purchase),
                    () => $"{when}, {_key} was {Purchase}: {reply} order={reply.OrderId}");
                laws.TrueStatus.Check(
                    !IsGivenUp || reply.State == "cancelled",
                    () => $"{when}, {_key} was cancelled: {reply}");
            }
        }
    }

    /// <summary>Waits until the purchase has left the line.</summary>
    public async Task FollowAsync()
    {
        using var patience = new CancellationTokenSource(LinePatience);
        var last = new Reply { Kind = AnswerKind.Lost };
        while (Purchase is not null && !patience.IsCancellationRequested)
        {
            last = await api.FindAsync(token, Purchase);
            if (last.State is not (null or "queued"))
            {
                break;
            }

            await Task.Delay(LinePause, CancellationToken.None);
        }

        laws.SamePurchase.Check(last.State == "pendingPayment" && last.ReservationId == Purchase, () => $"GET {Purchase} of {_key}: {last}");
    }

    /// <summary>Cancels the order.</summary>
    public async Task GiveUpAsync()
    {
        var reply = await api.CancelAsync(token, Purchase ?? "");
        IsGivenUp = laws.Taken.Check(reply.Kind == AnswerKind.Found, () => $"cancel {Purchase} of {_key}: {reply}");
    }

    public async Task AskForMoreAsync(string when)
    {
        var reply = await api.PurchaseAsync(sale, token, _key, 2);
        laws.Conflict.Check(reply.Kind == AnswerKind.KeyConflict, () => $"{when}, {_key} with quantity 2: {reply}");
    }

    /// <summary>Asks under a key that has taken nothing.</summary>
    public async Task BeRefusedAsync(string when, params AnswerKind[] due)
    {
        var reply = await AskAsync();
        laws.Refused.Check(due.Contains(reply.Kind), () => $"{when}, {_key}, due {string.Join(" or ", due)}: {reply}");
    }

    private async Task<Reply> AskAsync()
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await api.PurchaseAsync(sale, token, _key, 1);
            if (!reply.IsUnknown || tries == MostUnknown)
            {
                return reply;
            }

            await Task.Delay(reply.RetryAfter ?? LinePause);
        }
    }
}
