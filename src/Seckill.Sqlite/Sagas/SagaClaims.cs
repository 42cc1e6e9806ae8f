using Seckill.Sagas;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Sagas;

/// <summary>Finds what a shard's owner has to do. Pages go on behind the row of the saga that their cursor names.</summary>
internal sealed class SagaClaims(StatementSource source, Func<SagaId, long?> findRow)
{
    private readonly Statement _begin = source.Prepare("BEGIN");
    private readonly Statement _end = source.Prepare("ROLLBACK");
    private readonly Statement _epoch = source.Prepare(ShardSql.Epoch);
    private readonly Statement _due = source.Prepare(SagaSql.ListDue);
    private readonly Statement _interrupted = source.Prepare(SagaSql.ListInterrupted);

    public SagaClaimPage Take(SagaClaim claim)
    {
        var afterRow = claim.After is { } after ? findRow(after.Id) ?? 0 : 0;
        _begin.Run();
        try
        {
            return _epoch.Bind(claim.Shard).Number() == claim.Epoch ? TakePage(claim, afterRow) : new SagaClaimPage([], null);
        }
        finally
        {
            _end.Run();
        }
    }

    private SagaClaimPage TakePage(SagaClaim claim, long afterRow)
    {
        var records = claim.Kind == SagaClaimKind.Due
            ? _due.Bind(claim.Shard).Bind(claim.AsOf.UtcTicks).Bind(claim.After?.DueAt.UtcTicks ?? 0).Bind(afterRow).Bind(claim.Max).All(Read)
            : _interrupted.Bind(claim.Shard).Bind(claim.Epoch).Bind(afterRow).Bind(claim.Max).All(Read);
        return new SagaClaimPage(records, records.Count < claim.Max ? null : CursorAt(claim.Kind, records[^1]));
    }

    private static SagaCursor CursorAt(SagaClaimKind kind, SagaRecord record) =>
        new(kind == SagaClaimKind.Due ? record.DueAt!.Value : default, record.Id);

    private static SagaRecord Read(Statement row) => SagaRecordFormat.Read(row.Bytes(0));
}
