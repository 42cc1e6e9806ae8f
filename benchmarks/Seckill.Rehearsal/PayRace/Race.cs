using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.PayRace;

/// <summary>One order, its payment and its deadline.</summary>
internal sealed class Race(BuyerApi api, PayRaceLaws laws, RaceKind kind, byte[] token, string order, decimal amount)
{
    private const int MostUnknown = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Order => order;

    /// <summary>What the payment was told; null when it was told nothing that the contract has.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Pays now, and checks that everybody hears the same.</summary>
    public async Task RunAsync()
    {
        var notice = new PaymentNotice(order, $"race-{order}", amount, "CNY");
        var cancel = kind == RaceKind.NoticeAndCancel ? RepeatAsync(() => api.CancelAsync(token, order)) : null;
        var payments = await Task.WhenAll(Enumerable.Range(0, kind == RaceKind.NoticeTwice ? 2 : 1).Select(_ => PayAsync(notice)));
        var again = await PayAsync(notice);
        Outcome = Check(payments[0]) ? payments[0].Outcome : null;
        foreach (var other in payments[1..].Append(again))
        {
            laws.OutcomeRepeats.Check(!Check(other) || other.Outcome == Outcome, () => $"{kind} of {order}: first {Outcome}, then {other}");
        }

        if (cancel is not null)
        {
            var answer = await cancel;
            laws.OneOutcome.Check(
                answer.Kind == (Outcome == "paid" ? AnswerKind.AlreadyPaid : AnswerKind.Found),
                () => $"payment of {order} was told {Outcome}, its cancellation {answer}");
        }

        await LookAsync();
    }

    private async Task LookAsync()
    {
        var state = await RepeatAsync(() => api.FindAsync(token, order));
        laws.GetAgrees.Check(
            state.Kind == AnswerKind.Found && state.State == (Outcome == "paid" ? "paid" : "cancelled"),
            () => $"payment of {order} was told {Outcome}: {state}");
    }

    private bool Check(Reply reply) => Check(laws.ExpectedAnswer, reply) && laws.OneOutcome.Check(reply.Outcome is "paid" or "refund", () => $"{kind} of {order}: {reply}");

    private bool Check(Law law, Reply reply) => law.Check(reply.Kind == AnswerKind.Found, () => $"{kind} of {order}: {reply}");

    private Task<Reply> PayAsync(PaymentNotice notice) =>
        RepeatAsync(() => kind == RaceKind.Demo ? api.PayAsync(token, order) : api.NotifyAsync(notice with { SignedAt = DateTimeOffset.UtcNow }));

    private static async Task<Reply> RepeatAsync(Func<ValueTask<Reply>> call)
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await call();
            if (!reply.IsUnknown || tries == MostUnknown)
            {
                return reply;
            }

            await Task.Delay(reply.RetryAfter ?? Pause);
        }
    }
}
