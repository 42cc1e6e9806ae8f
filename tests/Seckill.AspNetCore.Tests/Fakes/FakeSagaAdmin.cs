using System.Collections.Concurrent;
using Seckill.Sagas;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>The saga desk in memory; a test may give the outcome of the next actions, or an exception.</summary>
internal sealed class FakeSagaAdmin(TimeProvider time) : ISagaAdmin
{
    public static readonly IReadOnlyList<string> Steps = ["stock.deduct", "order.create", "payment.notify", "payment", "stock.sync"];

    public ConcurrentDictionary<SagaId, SagaRecord> Sagas { get; } = [];

    public SagaAdminOutcome Outcome { get; set; } = SagaAdminOutcome.Ok;

    public Exception? Fault { get; set; }

    public SagaRecord Add(string id, SagaStatus status, string definition = "purchase") => Sagas[SagaId.Parse(id)] = new SagaRecord
    {
        Id = SagaId.Parse(id),
        Definition = definition,
        Version = 1,
        Shard = 0,
        Epoch = 1,
        Seq = 1,
        WriteId = 1,
        Status = status,
        ParkedFrom = status == SagaStatus.Parked ? SagaStatus.Running : null,
        Step = 4,
        StepName = "stock.sync",
        Attempt = 3,
        Done = 0b1111,
        Deadline = status == SagaStatus.Waiting ? time.GetUtcNow().AddMinutes(15) : null,
        DueAt = status == SagaStatus.Running ? time.GetUtcNow().AddSeconds(5) : null,
        Reason = status == SagaStatus.Parked ? "the inventory is away" : null,
        Timeline =
        [
            new(time.GetUtcNow(), SagaTimelineKind.Started, -1, 0),
            new(time.GetUtcNow(), SagaTimelineKind.TryFailed, 1, 1, "a planned failure"),
            new(time.GetUtcNow(), SagaTimelineKind.Done, 1, 2),
        ],
        CreatedAt = time.GetUtcNow().AddTicks(Sagas.Count),
        UpdatedAt = time.GetUtcNow(),
    };

    public ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default)
    {
        var found = Sagas.Values
            .Where(r => (query.Status is null || r.Status == query.Status) && (query.Definition is null || r.Definition == query.Definition))
            .OrderByDescending(r => r.CreatedAt)
            .Skip((query.Page - 1) * query.PageSize)
            .Take(query.PageSize + 1)
            .ToList();
        return new(new SagaPage([.. found.Take(query.PageSize)], found.Count > query.PageSize));
    }

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) =>
        new([.. Sagas.Values.GroupBy(r => (r.Definition, r.Status)).Select(g => new SagaCount(g.Key.Definition, g.Key.Status, g.Count()))]);

    public ValueTask<SagaTimeline?> TimelineAsync(SagaId id, CancellationToken cancellationToken = default) =>
        new(Sagas.TryGetValue(id, out var record) ? new SagaTimeline(record, Steps, record.Deadline ?? record.DueAt) : null);

    public ValueTask<SagaAdminOutcome> RetryAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default) =>
        Act(id, note, SagaTimelineKind.OperatorRetry, SagaStatus.Running);

    public ValueTask<SagaAdminOutcome> SkipAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default) =>
        Act(id, note, SagaTimelineKind.OperatorSkip, SagaStatus.Running);

    public ValueTask<SagaAdminOutcome> CompleteAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default) =>
        Act(id, note, SagaTimelineKind.OperatorComplete, SagaStatus.Completed);

    private ValueTask<SagaAdminOutcome> Act(SagaId id, OperatorNote note, SagaTimelineKind kind, SagaStatus next)
    {
        if (Fault is not null)
        {
            throw Fault;
        }

        if (!Sagas.TryGetValue(id, out var record))
        {
            return new(SagaAdminOutcome.NotFound);
        }

        if (Outcome != SagaAdminOutcome.Ok || record.Status != SagaStatus.Parked)
        {
            return new(Outcome != SagaAdminOutcome.Ok ? Outcome : SagaAdminOutcome.InvalidTransition);
        }

        var line = new SagaTimelineEntry(time.GetUtcNow(), kind, record.Step, 0, note.ToString());
        Sagas[id] = record with { Status = next, ParkedFrom = null, Timeline = [.. record.Timeline, line] };
        return new(SagaAdminOutcome.Ok);
    }
}
