using Seckill.Sagas.Runs;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Engine;

/// <summary>Takes sagas up by itself: those of an earlier owner, and those whose time has come, a page at a time.</summary>
internal sealed class Claimer(EngineParts parts, Registry registry)
{
    /// <summary>Takes up what an earlier owner of a shard was doing.</summary>
    /// <returns>How many.</returns>
    public Task<int> ResumeAsync(ShardLease lease, CancellationToken cancellationToken) => ClaimAsync(lease, SagaClaimKind.Interrupted, cancellationToken);

    /// <summary>Takes up what is due on all shards.</summary>
    public async Task ClaimDueAsync(CancellationToken cancellationToken)
    {
        foreach (var lease in parts.Shards.Leases)
        {
            await ClaimAsync(lease, SagaClaimKind.Due, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Takes up a saga that was in memory here and lost its place: somebody else changed its record, or its shard went away and came back. Nobody
    /// else would, as long as the shard stays here.
    /// </summary>
    public async Task ReviveAsync(SagaId id)
    {
        if (await parts.Store.FindAsync(id).ConfigureAwait(false) is { DueAt: null, Status: SagaStatus.Running or SagaStatus.Compensating } record
            && parts.Shards.TryFind(record.Shard, out var lease))
        {
            await TakeUpAsync(record, lease).ConfigureAwait(false);
        }
    }

    private async Task<int> ClaimAsync(ShardLease lease, SagaClaimKind kind, CancellationToken cancellationToken)
    {
        var count = 0;
        SagaCursor? after = null;
        do
        {
            var now = parts.Now;
            var claim = new SagaClaim(lease.Shard, lease.Epoch, kind, now, parts.Options.ClaimPageSize, after);
            var page = await parts.Store.ClaimDueAsync(claim, cancellationToken).ConfigureAwait(false);
            foreach (var found in page.Records)
            {
                var record = found;
                if (IsAtWork(record, kind))
                {
                    continue;
                }

                var room = parts.Runs.WhenRoomForClaimsAsync();
                if (!room.IsCompletedSuccessfully)
                {
                    await room.WaitAsync(cancellationToken).ConfigureAwait(false);

                    // The wait may have been long, and somebody else may have dealt with it.
                    if (await LookAgainAsync(record, claim).ConfigureAwait(false) is not { } still)
                    {
                        continue;
                    }

                    record = still;
                }

                var isTaken = await TakeUpAsync(record, lease).ConfigureAwait(false);
                while (!isTaken && !IsAtWork(record, kind))
                {
                    // It came into memory and left again meanwhile.
                    isTaken = await TakeUpAsync(record, lease).ConfigureAwait(false);
                }

                count += isTaken ? 1 : 0;
                if (isTaken && record.DueAt is { } due)
                {
                    parts.Metrics.TimerLag(now - due);
                }
            }

            after = page.Next;
        }
        while (after is not null && !parts.IsStopping);

        return count;
    }

    /// <returns>The record as it is now; null when it is no longer meant.</returns>
    private async Task<SagaRecord?> LookAgainAsync(SagaRecord seen, SagaClaim claim)
    {
        var record = await parts.Store.FindAsync(seen.Id).ConfigureAwait(false);
        var isMeant = record is not null && record.Shard == claim.Shard && (claim.Kind == SagaClaimKind.Due
            ? record.DueAt is { } due && due <= claim.AsOf
            : record is { DueAt: null, Status: SagaStatus.Running or SagaStatus.Compensating } && record.Epoch < claim.Epoch);
        return isMeant ? record : null;
    }

    /// <summary>
    /// True when a saga is in memory. For one that was interrupted, what is in memory may be of an earlier epoch, or only wants to start it: that
    /// will find its next write refused, and then has it taken up from its record.
    /// </summary>
    private bool IsAtWork(SagaRecord record, SagaClaimKind kind) =>
        parts.Runs.TryFind(record.Id, out var run) && (kind == SagaClaimKind.Due || run!.TryReviveLater(record.Id));

    /// <returns>False when it is in memory.</returns>
    private async Task<bool> TakeUpAsync(SagaRecord record, ShardLease lease)
    {
        if (registry.Find(record) is not { } runtime)
        {
            await LeaveAloneAsync(record).ConfigureAwait(false);
            return true;
        }

        try
        {
            return runtime.TryActivate(record, lease, IsInterrupted(record, lease), isClaimed: true, mail: null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            await RecordEdits.ParkAsync(parts, record.Id, $"its state cannot be read: {fault.Message}").ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>True unless the record tells exactly where this engine itself left the saga.</summary>
    public static bool IsInterrupted(SagaRecord record, ShardLease lease) =>
        record.DueAt is null || record.Shard != lease.Shard || record.Epoch != lease.Epoch;

    // Ended ones only have events to send; whoever knows the definition will.
    private Task<SagaRecord?> LeaveAloneAsync(SagaRecord record) => record.Status.IsEnded() || record.Status == SagaStatus.Parked
        ? RecordEdits.EditAsync(parts, record.Id, r => r with { DueAt = parts.Now + parts.Options.ResendAfter })
        : RecordEdits.ParkAsync(parts, record.Id, registry.WhyNot(record));
}
