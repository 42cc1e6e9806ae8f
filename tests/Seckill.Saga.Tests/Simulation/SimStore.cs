using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>The shared store as one process reaches it: every call takes its time, and may be cut off before, within and after.</summary>
/// <param name="store">The shared store.</param>
/// <param name="owner">The process.</param>
/// <param name="points">Where faults happen.</param>
/// <param name="loop">The simulation.</param>
/// <param name="ledger">Writes down what the store does.</param>
/// <param name="plan">Says which subset of a batch is written before the point within it, and which calls for leases are not answered.</param>
internal sealed class SimStore(ISagaStore store, SimOwner owner, FaultPoints points, SimLoop loop, Ledger ledger, SimPlan plan) : ISagaStore
{
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(20);
    private SagaClaimPage? _again;

    public async ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        await points.PassAsync(owner, $"commit {records.Length} before", mayLose: true);

        // Records are independent: a process that dies in here leaves any part of them behind.
        if (records.Length > 1)
        {
            var first = plan.Subset ?? loop.NextRandom(1 << Math.Min(records.Length, 20));
            await WriteAsync(records, outcomes, i => (first >> i & 1) != 0);
            await points.PassAsync(owner, $"commit {records.Length} inside", mayLose: true);
            await WriteAsync(records, outcomes, i => (first >> i & 1) == 0);
        }
        else
        {
            await WriteAsync(records, outcomes, _ => true);
        }

        await points.PassAsync(owner, "commit after", mayLose: true);
    }

    public async ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default)
    {
        await SimTurn.Take(loop, owner);
        return await ArriveAsync(await store.FindAsync(id, cancellationToken), found => found is not null);
    }

    public async ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default)
    {
        await SimTurn.Take(loop, owner);
        return await store.FindAsync(ids, cancellationToken);
    }

    public async ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default)
    {
        await SimTurn.Take(loop, owner);
        return await ArriveAsync(await store.FindAsync(definition, correlationKey, cancellationToken), found => found is not null);
    }

    public async ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default)
    {
        await SimTurn.Take(loop, owner);
        var page = await store.ClaimDueAsync(claim, cancellationToken);
        if (claim.Kind == SagaClaimKind.Due)
        {
            page = await LetFaultsMeetAsync(page);
        }

        // What was read may be old by the time it arrives.
        await SimTurn.Take(loop, owner);
        return await ArriveAsync(page, found => found.Records.Count > 0);
    }

    public ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);

    public ValueTask<int?> FindHighestShardAsync(CancellationToken cancellationToken = default) => store.FindHighestShardAsync(cancellationToken);

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) => store.CountAsync(cancellationToken);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default) => new(0);

    public async ValueTask<ShardLease?> AcquireShardAsync(int shard, string name, TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        points.PassLease(plan.LeaseFaults);
        var lease = await store.AcquireShardAsync(shard, name, timeToLive, cancellationToken);
        if (lease is { } granted)
        {
            ledger.Granted(granted);
            points.Story?.Add($"   {loop.Now:mm:ss.fff} {owner.Name} takes shard {granted.Shard} under epoch {granted.Epoch}");
        }

        return lease;
    }

    public async ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        points.PassLease(plan.LeaseFaults);
        return await store.RenewShardAsync(lease, timeToLive, cancellationToken);
    }

    public ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default) => store.ReleaseShardAsync(lease, cancellationToken);

    public ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default) => store.ListShardsAsync(cancellationToken);

    private async Task<T> ArriveAsync<T>(T answer, Predicate<T> findsSomething)
    {
        if (plan.LateReads.Count > 0 && findsSomething(answer) && points.NextRead(plan.LateReads) is { Ticks: > 0 } late)
        {
            await Task.Delay(late, new SimTime(loop, owner));
        }

        return answer;
    }

    private async Task<SagaClaimPage> LetFaultsMeetAsync(SagaClaimPage page)
    {
        var again = _again;
        _again = null;
        if (page.Records.Count > 0)
        {
            switch (points.TakeTimerFault(owner))
            {
                case FaultKind.TimerLate:
                    await Task.Delay(s_late, new SimTime(loop, owner));
                    break;
                case FaultKind.TimerTwice:
                    _again = page;
                    break;
            }
        }

        return again is null ? page : page with { Records = [.. again.Records, .. page.Records] };
    }

    private async Task WriteAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, Func<int, bool> isMeant)
    {
        for (var i = 0; i < records.Length; i++)
        {
            if (!isMeant(i))
            {
                continue;
            }

            await store.CommitAsync(records.Slice(i, 1), outcomes.Slice(i, 1));
            ledger.Wrote(records.Span[i], outcomes.Span[i]);
            points.Story?.Add($"   {owner.Name} writes {records.Span[i].Id} #{records.Span[i].Seq} epoch {records.Span[i].Epoch} shard {records.Span[i].Shard} {records.Span[i].Status} {records.Span[i].StepName} due {records.Span[i].DueAt:mm:ss}: {outcomes.Span[i]}");
        }
    }
}
