using Seckill.Sagas;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Sagas;

/// <summary>What decides about a write, of a stored record.</summary>
internal sealed record SagaHead(long Row, string Id, string Definition, string? Key, long Seq, long WriteId, SagaStatus Status, long UpdatedAt)
{
    public static SagaHead From(Statement row) => new(
        row.Long(0),
        row.Text(1),
        row.Text(2),
        row.IsNull(3) ? null : row.Text(3),
        row.Long(4),
        row.Long(5),
        (SagaStatus)row.Int(6),
        row.Long(7));
}
