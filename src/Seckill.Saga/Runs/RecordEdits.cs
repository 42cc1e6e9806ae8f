using Seckill.Sagas.Engine;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Runs;

/// <summary>Changes of records whose sagas are not in memory here, without knowing their state.</summary>
internal static class RecordEdits
{
    private const int MaxTries = 10;

    /// <summary>Parks a saga where its record says that it stands.</summary>
    public static Task<SagaRecord?> ParkAsync(EngineParts parts, SagaId id, string reason) =>
        EditAsync(parts, id, record => record.Status is SagaStatus.Parked || record.Status.IsEnded() ? null : Parked(parts, record, reason));

    /// <summary>Writes a changed record over the stored one; again when somebody else wrote meanwhile.</summary>
    /// <param name="parts">The engine.</param>
    /// <param name="id">The saga.</param>
    /// <param name="change">Gives the changed record, numbers aside; null to leave it as it is.</param>
    /// <returns>The record as it stands then; null when there is none, or nobody could write it.</returns>
    public static async Task<SagaRecord?> EditAsync(EngineParts parts, SagaId id, Func<SagaRecord, SagaRecord?> change)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await parts.Store.FindAsync(id).ConfigureAwait(false) is not { } found)
            {
                return null;
            }

            if (change(found) is not { } changed)
            {
                return found;
            }

            var next = changed with { Seq = found.Seq + 1, WriteId = parts.NextWriteId(), Epoch = 0, UpdatedAt = parts.Now };
            var outcome = await parts.Committer.NewSlot().CommitAsync(next).ConfigureAwait(false);
            if (outcome == SagaCommitOutcome.Committed)
            {
                return next;
            }
        }

        return null;
    }

    private static SagaRecord Parked(EngineParts parts, SagaRecord record, string reason)
    {
        Log.Parked(parts.Logger, record.Definition, record.Id, record.StepName, reason);
        parts.Metrics.Ended(record.Definition, SagaStatus.Parked);
        return record with
        {
            Status = SagaStatus.Parked,
            ParkedFrom = record.Status,
            DueAt = null,
            Reason = reason,
            Timeline = [.. record.Timeline, new SagaTimelineEntry(parts.Now, SagaTimelineKind.Parked, record.Step, record.Attempt, reason)],
        };
    }
}
