using Seckill.Sagas;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas.Names;

namespace Seckill.Sqlite.Sagas;

/// <summary>Writes records by compare-and-set, each for itself.</summary>
internal sealed class SagaRows(StatementSource source, WriterNames names, ShardRows shards)
{
    private readonly Statement _insert = source.Prepare(SagaSql.Insert);
    private readonly Statement _advance = source.Prepare(SagaSql.Advance);
    private readonly Statement _overwrite = source.Prepare(SagaSql.Overwrite);
    private readonly SagaHeads _heads = new(source, names);

    public SagaCommitOutcome[] Commit(SagaBatch batch)
    {
        var outcomes = new SagaCommitOutcome[batch.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Commit(batch[i]);
        }

        return outcomes;
    }

    public SagaCommitOutcome Commit(in SagaDraft draft)
    {
        var isFenced = draft.Epoch != 0 && draft.Epoch < shards.EpochOf(draft.Shard);
        if (!isFenced && draft.Seq > 1 && TryAdvance(draft))
        {
            return SagaCommitOutcome.Committed;
        }

        var stored = _heads.FindById(draft.Id, draft.IdHash);
        if (stored is not null && stored.Seq == draft.Seq && stored.WriteId == draft.WriteId)
        {
            return SagaCommitOutcome.Committed;
        }

        if (isFenced)
        {
            return SagaCommitOutcome.Fenced;
        }

        if ((stored?.Seq ?? 0) != draft.Seq - 1)
        {
            return SagaCommitOutcome.Stale;
        }

        return draft.Key is null ? Write(draft, stored) : WriteWithKey(draft, stored);
    }

    private bool TryAdvance(in SagaDraft draft)
    {
        foreach (var row in names.InMemory(draft.IdHash))
        {
            if (TryAdvance(draft, row))
            {
                return true;
            }
        }

        foreach (var row in names.InFile(draft.IdHash))
        {
            if (TryAdvance(draft, row))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryAdvance(in SagaDraft draft, long row) => BindState(_advance, draft)
        .Bind(draft.Data.Span)
        .Bind(row)
        .Bind(draft.Id)
        .Bind(draft.Key, draft.Key is not null)
        .Run() > 0;

    private SagaCommitOutcome WriteWithKey(in SagaDraft draft, SagaHead? stored)
    {
        var key = draft.Key!;
        var holders = _heads.FindByKey(draft.Definition, key, draft.KeyHash);
        if (!draft.Status.IsEnded() && holders.Exists(holder => !holder.Status.IsEnded() && holder.Row != stored?.Row))
        {
            return SagaCommitOutcome.KeyTaken;
        }

        RemoveForgotten(holders, draft.KeyHash);
        return Write(draft, stored);
    }

    private SagaCommitOutcome Write(in SagaDraft draft, SagaHead? stored)
    {
        var row = stored?.Row ?? Insert(draft);
        if (stored is not null)
        {
            BindState(_overwrite, draft)
                .Bind(draft.Data.Span)
                .Bind(draft.Definition)
                .Bind(draft.Key, draft.Key is not null)
                .Bind(row)
                .Run();
        }

        if (draft.HasNameOfItsOwn && draft.Key != stored?.Key)
        {
            names.Add(draft.KeyHash, row);
        }

        return SagaCommitOutcome.Committed;
    }

    private long Insert(in SagaDraft draft)
    {
        BindState(_insert, draft)
            .Bind(draft.Id)
            .Bind(draft.Definition)
            .Bind(draft.Key, draft.Key is not null)
            .Bind(draft.Data.Span)
            .Run();
        var row = source.LastRow;
        names.Add(draft.IdHash, row);
        return row;
    }

    // Under a key that is used again and again the ended sagas would gather, and each use would have to look at all of them. One that a later one hides,
    // and that will be forgotten before it, is never found by the key.
    private void RemoveForgotten(List<SagaHead> holders, long hash)
    {
        foreach (var old in holders)
        {
            if (old.Status.IsEnded() && old.Key != old.Id
                && holders.Exists(later => later.Status.IsEnded() && later.Row > old.Row && later.UpdatedAt >= old.UpdatedAt))
            {
                names.Remove(hash, old.Row);
            }
        }
    }

    private static Statement BindState(Statement statement, in SagaDraft draft) => statement
        .Bind(draft.Shard)
        .Bind(draft.Epoch)
        .Bind(draft.Seq)
        .Bind(draft.WriteId)
        .Bind((long)draft.Status)
        .Bind(draft.DueAt)
        .Bind(draft.UpdatedAt);
}
