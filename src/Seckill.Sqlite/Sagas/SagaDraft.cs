using Seckill.Sagas;
using Seckill.Sqlite.Sagas.Names;

namespace Seckill.Sqlite.Sagas;

/// <summary>
/// A record on its way into the file, with all that can be made ready before it is the writer's turn. A copy: the record itself is only lent, and a
/// caller that stops waiting may change it while it is still in line.
/// </summary>
internal readonly struct SagaDraft(SagaRecord record, ReadOnlyMemory<byte> data)
{
    public string Id { get; } = record.Id.Value;

    public string Definition { get; } = record.Definition;

    public string? Key { get; } = record.CorrelationKey;

    public int Shard { get; } = record.Shard;

    public long Epoch { get; } = record.Epoch;

    public long Seq { get; } = record.Seq;

    public long WriteId { get; } = record.WriteId;

    public SagaStatus Status { get; } = record.Status;

    public long? DueAt { get; } = record.DueAt?.UtcTicks;

    public long UpdatedAt { get; } = record.UpdatedAt.UtcTicks;

    /// <summary>The record's bytes.</summary>
    public ReadOnlyMemory<byte> Data { get; } = data;

    /// <summary>The hash of the id.</summary>
    public long IdHash { get; } = NameHash.Of(record.Id.Value);

    /// <summary>The hash of the correlation key; 0 when there is none.</summary>
    public long KeyHash { get; } = record.CorrelationKey is { } key ? NameHash.Of(key) : 0;

    /// <summary>True when it has a key that is not found under its id's name.</summary>
    public bool HasNameOfItsOwn => Key is not null && Key != Id;
}
