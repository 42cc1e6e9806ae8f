using System.Text.Json;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

/// <summary>
/// The saga records that orders imply: an unpaid order is a purchase that waits for its payment until <c>PayBefore</c>, a paid one that is not
/// booked yet waits for nothing but to be looked at, and every other row is a purchase that has ended.
/// </summary>
internal static class ImpliedSagas
{
    private const int Wait = 3;
    private const ulong BeforeWait = (1UL << Wait) - 1;

    public static bool TryId(SagaId saga, out PurchaseId id) => PurchaseId.TryParse(saga.Value, out id);

    public static SagaId IdOf(Order order) => SagaId.Parse(order.Id.ToString());

    public static SagaRecord Of(Order order, int shard = 0) => order switch
    {
        { Status: OrderStatus.PendingPayment } => Waiting(order, shard, order.PayBefore),
        { Status: OrderStatus.Paid, IsSynced: false } => Waiting(order, shard, order.PaidAt ?? order.PayBefore),
        { Status: OrderStatus.Paid } => Base(order, shard) with
        {
            Status = SagaStatus.Completed,
            Step = PurchaseSaga.Steps.Count,
            StepName = "",
            PastPivot = true,
            Done = (1UL << PurchaseSaga.Steps.Count) - 1,
        },
        _ => Base(order, shard) with { Status = SagaStatus.Compensated, Step = 0, StepName = "", Done = 0, Reason = order.Reason.ToCode() },
    };

    /// <summary>The same state, marked as one that has a record of its own.</summary>
    public static ReadOnlyMemory<byte> WithRecord(ReadOnlyMemory<byte> state)
    {
        var read = JsonSerializer.Deserialize(state.Span, PurchaseSagaJson.Default.PurchaseSagaState)!;
        read.HasRecord = true;
        return JsonSerializer.SerializeToUtf8Bytes(read, PurchaseSagaJson.Default.PurchaseSagaState);
    }

    private static SagaRecord Waiting(Order order, int shard, DateTimeOffset dueAt) => Base(order, shard) with
    {
        Status = SagaStatus.Waiting,
        Deadline = order.PayBefore,
        DueAt = dueAt,
    };

    private static SagaRecord Base(Order order, int shard) => new()
    {
        Id = IdOf(order),
        Definition = PurchaseSaga.Name,
        Version = 1,
        Shard = shard,
        Epoch = 0,
        Seq = 1,
        WriteId = 0,
        Status = SagaStatus.Waiting,
        Step = Wait,
        StepName = PurchaseSaga.Payment,
        Done = BeforeWait,
        State = JsonSerializer.SerializeToUtf8Bytes(
            State(order),
            PurchaseSagaJson.Default.PurchaseSagaState),
        Timeline = Timeline(order),
        CreatedAt = order.CreatedAt,
        UpdatedAt = order.PaidAt ?? order.CreatedAt,
    };

    private static PurchaseSagaState State(Order order)
    {
        var state = PurchaseSagaState.Of(new OrderDraft(order.Id, order.Buyer, order.Quantity, order.UnitPrice.Amount, order.PerBuyerLimit));
        state.PayBefore = order.PayBefore;
        return state;
    }

    // Only what the row knows the time of.
    private static List<SagaTimelineEntry> Timeline(Order order)
    {
        var lines = new List<SagaTimelineEntry>();
        if (order.Status == OrderStatus.Void)
        {
            lines.Add(new SagaTimelineEntry(order.CreatedAt, SagaTimelineKind.Refused, 1, 1, order.Reason.ToCode()));
            return lines;
        }

        lines.Add(new SagaTimelineEntry(order.CreatedAt, SagaTimelineKind.Done, 1, 1));
        lines.Add(new SagaTimelineEntry(order.CreatedAt, SagaTimelineKind.Waiting, Wait, 0));
        if (order.PaidAt is { } paidAt)
        {
            lines.Add(new SagaTimelineEntry(paidAt, SagaTimelineKind.EventAccepted, Wait, 0));
        }

        return lines;
    }
}
