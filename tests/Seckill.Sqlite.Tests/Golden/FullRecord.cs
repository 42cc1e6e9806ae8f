using System.Text;
using Seckill.Sagas;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>A record with something in every field.</summary>
internal static class FullRecord
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 11, 10, 30, 0, 123, TimeSpan.Zero);

    public static SagaRecord Value { get; } = new()
    {
        Id = SagaId.Parse("saga-1@a.b_C"),
        Definition = "purchase",
        Version = 300,
        Fingerprint = -1234567890123456789,
        Shard = 200,
        Epoch = 70_000,
        Seq = 129,
        WriteId = long.MinValue + 7,
        Status = SagaStatus.Parked,
        ParkedFrom = SagaStatus.Compensating,
        Step = 63,
        StepName = "order.create",
        Attempt = 10,
        Done = ulong.MaxValue,
        Unknown = 1ul << 63,
        PastPivot = true,
        Deadline = s_at.AddMinutes(15),
        DueAt = s_at.AddMinutes(15).AddTicks(1),
        CorrelationKey = "order-卖 '1'",
        State = Encoding.UTF8.GetBytes("{\"buyer\":\"买家\"}"),
        Outbox = [new SagaOutgoing("saga-1/order.create/0", "OrderCreateEvent", new byte[] { 0, 1, 255 }, s_at.AddSeconds(2))],
        Inbox =
        [
            new SagaIncoming("payment", "e1", SagaIncomingState.Accepted, new byte[] { 123, 125 }),
            new SagaIncoming("payment", "e2", SagaIncomingState.Late, ReadOnlyMemory<byte>.Empty),
        ],
        Timeline =
        [
            new SagaTimelineEntry(s_at, SagaTimelineKind.Started, -1, 0, null),
            new SagaTimelineEntry(s_at.AddSeconds(1), SagaTimelineKind.TryFailed, 2, 3, "超时 'x'"),
        ],
        Reason = "because",
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        CreatedAt = s_at,
        UpdatedAt = s_at.AddDays(1),
    };
}
