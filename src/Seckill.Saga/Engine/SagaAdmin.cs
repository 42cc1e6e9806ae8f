using Seckill.Sagas.Runs;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Engine;

internal sealed class SagaAdmin(SagaEngine engine) : ISagaAdmin
{
    private readonly EngineParts _parts = engine.Parts;
    private readonly Postman _postman = new(engine);

    public ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default) => _parts.Store.QueryAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) => _parts.Store.CountAsync(cancellationToken);

    public async ValueTask<SagaTimeline?> TimelineAsync(SagaId id, CancellationToken cancellationToken = default)
    {
        var record = await _parts.Store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return record is null
            ? null
            : new SagaTimeline(record, engine.Registry.Find(record)?.Description.Steps ?? [], record.Deadline ?? record.DueAt);
    }

    public ValueTask<SagaAdminOutcome> RetryAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default) =>
        ActAsync(id, SagaTimelineKind.OperatorRetry, note, cancellationToken);

    public ValueTask<SagaAdminOutcome> SkipAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default) =>
        ActAsync(id, SagaTimelineKind.OperatorSkip, note, cancellationToken);

    public ValueTask<SagaAdminOutcome> CompleteAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default) =>
        ActAsync(id, SagaTimelineKind.OperatorComplete, note, cancellationToken);

    private async ValueTask<SagaAdminOutcome> ActAsync(SagaId id, SagaTimelineKind action, OperatorNote note, CancellationToken cancellationToken)
    {
        var record = await _parts.Store.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (record is not { Status: SagaStatus.Parked })
        {
            return record is null ? SagaAdminOutcome.NotFound : SagaAdminOutcome.InvalidTransition;
        }

        if (engine.Registry.Find(record) is null)
        {
            return action == SagaTimelineKind.OperatorComplete ? await CompleteUnknownAsync(record, note).ConfigureAwait(false) : SagaAdminOutcome.UnknownDefinition;
        }

        var outcome = await _postman.DeliverAsync(new SagaAddress(id), () => new OperatorMail(action, note), cancellationToken).ConfigureAwait(false);
        return outcome.Kind switch
        {
            DeliveryKind.Answered => outcome.Answer,
            DeliveryKind.NotFound => SagaAdminOutcome.NotFound,
            DeliveryKind.UnknownDefinition => SagaAdminOutcome.UnknownDefinition,
            _ => SagaAdminOutcome.Rejected,
        };
    }

    private async Task<SagaAdminOutcome> CompleteUnknownAsync(SagaRecord seen, OperatorNote note)
    {
        var isMine = false;
        var written = await RecordEdits.EditAsync(_parts, seen.Id, record =>
        {
            isMine = record.Status == SagaStatus.Parked;
            var line = new SagaTimelineEntry(_parts.Now, SagaTimelineKind.OperatorComplete, record.Step, 0, note.ToString());
            return !isMine ? null : record with
            {
                Status = record.ParkedFrom == SagaStatus.Compensating ? SagaStatus.Compensated : SagaStatus.Completed,
                ParkedFrom = null,
                Timeline = [.. record.Timeline, line],
            };
        }).ConfigureAwait(false);
        if (written is null || !isMine)
        {
            return SagaAdminOutcome.Conflict;
        }

        Log.OperatorActed(_parts.Logger, seen.Definition, seen.Id, SagaTimelineKind.OperatorComplete, note.ToString());
        _parts.Watchers.Notify(seen.Id);
        return SagaAdminOutcome.Ok;
    }
}
