using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

/// <summary>
/// Commits over records that the ledger implies. When it implies the new one too, nothing is left to write; else the purchase gets rows of its
/// own, and as rows count from 1, what was only implied is written first.
/// </summary>
internal sealed class ImpliedCommits(ISagaStore rows, IOrderLedger ledger)
{
    public async ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken)
    {
        var implied = await WithoutRowAsync(records, cancellationToken).ConfigureAwait(false);
        if (implied.Count == 0)
        {
            await rows.CommitAsync(records, outcomes, cancellationToken).ConfigureAwait(false);
            return;
        }

        var successors = await JudgeAsync(implied, records, outcomes, cancellationToken).ConfigureAwait(false);
        await WritePredecessorsAsync(successors, outcomes, cancellationToken).ConfigureAwait(false);
        var last = Enumerable.Range(0, records.Length).Except(implied).Select(i => (At: i, Record: records.Span[i]))
            .Concat(successors.Where(s => outcomes.Span[s.Place] == SagaCommitOutcome.Committed).Select(static s => (At: s.Place, s.Record)))
            .ToList();
        await WriteAsync(last, outcomes, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The places of the records whose predecessor is no row.</returns>
    private async ValueTask<List<int>> WithoutRowAsync(ReadOnlyMemory<SagaRecord> records, CancellationToken cancellationToken)
    {
        var later = Enumerable.Range(0, records.Length).Where(i => records.Span[i] is { Seq: > 1, Definition: PurchaseSaga.Name }).ToList();
        if (later.Count == 0)
        {
            return later;
        }

        var found = await rows.FindAsync(later.ConvertAll(i => records.Span[i].Id), cancellationToken).ConfigureAwait(false);
        return [.. Enumerable.Range(0, later.Count).Where(i => found[i] is null).Select(i => later[i])];
    }

    /// <summary>Answers for the records that the ledger implies, and those it cannot precede.</summary>
    /// <returns>The others: committed as far as nothing stands against them yet.</returns>
    private async ValueTask<List<Successor>> JudgeAsync(
        List<int> implied,
        ReadOnlyMemory<SagaRecord> records,
        Memory<SagaCommitOutcome> outcomes,
        CancellationToken cancellationToken)
    {
        // An id that is no purchase's is never found.
        var ids = implied.ConvertAll(i => ImpliedSagas.TryId(records.Span[i].Id, out var id) ? id : default(PurchaseId));
        var orders = await ledger.FindAsync(ids, cancellationToken).ConfigureAwait(false);
        var successors = new List<Successor>();
        for (var i = 0; i < ids.Count; i++)
        {
            var record = records.Span[implied[i]];
            var predecessor = orders[i] is { } order ? ImpliedSagas.Of(order, record.Shard) : null;
            outcomes.Span[implied[i]] = predecessor is null ? SagaCommitOutcome.Stale : SagaCommitOutcome.Committed;
            if (predecessor is not null && !(predecessor.Status.IsEnded() && predecessor.Status == record.Status))
            {
                successors.Add(new Successor(implied[i], predecessor, record with { State = ImpliedSagas.WithRecord(record.State) }));
            }
        }

        return successors;
    }

    private async ValueTask WritePredecessorsAsync(List<Successor> successors, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken)
    {
        for (var seq = 1; successors.Exists(s => s.Record.Seq > seq); seq++)
        {
            var round = successors
                .Where(s => s.Record.Seq > seq && outcomes.Span[s.Place] == SagaCommitOutcome.Committed)
                .Select(s => (s.Place, s.Before(seq)))
                .ToList();
            await WriteAsync(round, outcomes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteAsync(List<(int At, SagaRecord Record)> some, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken)
    {
        var answers = new SagaCommitOutcome[some.Count];
        await rows.CommitAsync(some.Select(static s => s.Record).ToArray(), answers, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < answers.Length; i++)
        {
            outcomes.Span[some[i].At] = answers[i];
        }
    }

    private readonly record struct Successor(int Place, SagaRecord Predecessor, SagaRecord Record)
    {
        public SagaRecord Before(int seq) =>
            Predecessor with { Seq = seq, Epoch = Record.Epoch, WriteId = Record.WriteId - Record.Seq + seq, State = Record.State };
    }
}
