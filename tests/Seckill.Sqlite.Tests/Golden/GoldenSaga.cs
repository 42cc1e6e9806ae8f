using System.Collections.Concurrent;
using Seckill.Events;
using Seckill.Sagas;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>
/// The saga in the golden files. Its steps, their names and its state are what those files were made with: they never change.
/// </summary>
internal sealed class GoldenSaga
{
    public const string Name = "golden";

    private readonly Task<StepResult> _never = new TaskCompletionSource<StepResult>().Task;

    public static EventType<GoldenPaid> Paid { get; } = new("GoldenPaidEvent", GoldenJson.Default.GoldenPaid);

    /// <summary>Sagas that stand still, and at what: as long as the files are made.</summary>
    public Dictionary<string, string> Held { get; } = [];

    /// <summary>Sagas whose first step cannot be undone for now.</summary>
    public HashSet<string> Stuck { get; } = [];

    /// <summary>Who came to the place where he stands still.</summary>
    public ConcurrentDictionary<string, bool> Arrived { get; } = [];

    public SagaDefinition<GoldenState> Define() => Saga.Define(Name, version: 1, GoldenJson.Default.GoldenState)
        .Step("stock.deduct", (s, _) => DoAsync(s, "stock.deduct")).Guarded()
            .WithCompensation((s, _) => Stuck.Contains(s.Name) ? new(StepResult.Retry("stuck")) : DoAsync(s, "-stock.deduct"))
            .WithCompensationRetry(static r => r.Max(1))
            .Publishes(Paid, static s => new GoldenPaid(s.Name))
        .Step("order.create", (s, _) => DoAsync(s, "order.create")).Guarded()
            .WithCompensation((s, _) => DoAsync(s, "-order.create"))
        .WaitFor("payment", Paid).Key(static s => s.Name).Until(static s => s.Deadline).OnEvent(static (s, paid) => s.Transaction = paid.Transaction)
        .Pivot("order.markPaid", (s, _) => DoAsync(s, "order.markPaid")).Guarded()
        .Retriable("stock.sync", (s, _) => DoAsync(s, "stock.sync")).Guarded()
        .AfterCompensation("notify.failure", (s, _) => DoAsync(s, "notify.failure")).AtLeastOnce()
        .Build();

    private async ValueTask<StepResult> DoAsync(GoldenState state, string what)
    {
        if (Held.TryGetValue(state.Name, out var place) && place == what)
        {
            // An event is taken in between two tries, so who is to have one rests in the store.
            Arrived[state.Name] = true;
            return state.Name == "buffered" ? StepResult.Pending(TimeSpan.FromSeconds(3)) : await _never;
        }

        state.Steps.Add(what);
        return StepResult.Ok;
    }
}
