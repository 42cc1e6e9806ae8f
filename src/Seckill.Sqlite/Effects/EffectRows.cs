using Seckill.Sagas;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Effects;

/// <summary>What is recorded of effects, and what follows from it.</summary>
internal sealed class EffectRows(StatementSource source, TimeProvider clock)
{
    private const long Tombstone = 0;
    private const long Applied = 1;
    private const long Failed = 2;

    private readonly Statement _find = source.Prepare(EffectSql.Find);
    private readonly Statement _insert = source.Prepare(EffectSql.Insert);
    private readonly Statement _forget = source.Prepare(EffectSql.Forget);

    public EffectEntry Enter(EffectKey key)
    {
        var rows = _find.Bind(key.Saga.Value).Bind(key.Step).All(Read);
        if (Find(rows, key.Operation) is { } recorded)
        {
            return recorded.Outcome == Tombstone
                ? new EffectEntry(EffectEntryKind.NothingToUndo, StepResult.Ok)
                : new EffectEntry(EffectEntryKind.Duplicate, recorded.Outcome == Applied ? StepResult.Ok : StepResult.Fail(recorded.Reason));
        }

        if (key.Operation == EffectOperation.Undo && Find(rows, EffectOperation.Action)?.Outcome != Applied)
        {
            Insert(key, Tombstone, "");
            return new EffectEntry(EffectEntryKind.NothingToUndo, StepResult.Ok);
        }

        return key.Operation == EffectOperation.Action && Find(rows, EffectOperation.Undo) is not null
            ? new EffectEntry(EffectEntryKind.Refused, StepResult.Fail("undone before it came"))
            : new EffectEntry(EffectEntryKind.Proceed, default);
    }

    public void Record(EffectKey key, StepResult result) =>
        Insert(key, result.Kind == StepResultKind.Ok ? Applied : Failed, result.Reason ?? "");

    public int Forget(DateTimeOffset before, int max) => _forget.Bind(before).Bind(max).Run();

    private static Row? Find(List<Row> rows, EffectOperation operation)
    {
        foreach (var row in rows)
        {
            if (row.Operation == operation)
            {
                return row;
            }
        }

        return null;
    }

    private static Row Read(Statement row) => new((EffectOperation)row.Int(0), row.Long(1), row.Text(2));

    private void Insert(EffectKey key, long outcome, string reason) => _insert
        .Bind(key.Saga.Value)
        .Bind(key.Step)
        .Bind((long)key.Operation)
        .Bind(outcome)
        .Bind(reason)
        .Bind(clock.GetUtcNow())
        .Run();

    private readonly record struct Row(EffectOperation Operation, long Outcome, string Reason);
}
