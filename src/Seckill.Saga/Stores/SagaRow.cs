using System.Buffers;

namespace Seckill.Sagas.Stores;

/// <summary>A stored record: its bytes, and copies of what is searched by.</summary>
internal sealed class SagaRow(SagaId id)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    private RowBlock _block;
    private int _length;

    // Ticks take half the room: rows are what a store of a million sagas consists of.
    private long _due;
    private long _created;
    private long _updated;

    public SagaId Id => id;

    public string Definition { get; private set; } = "";

    public string? Key { get; private set; }

    public SagaStatus Status { get; private set; }

    public int Shard { get; private set; }

    public long Epoch { get; private set; }

    public long Seq { get; private set; }

    public long WriteId { get; private set; }

    public DateTimeOffset? DueAt => _due == 0 ? null : At(_due);

    public DateTimeOffset CreatedAt => At(_created);

    public DateTimeOffset UpdatedAt => At(_updated);

    /// <summary>True once it has been forgotten.</summary>
    public bool IsGone { get; private set; }

    /// <summary>The row that had the correlation key before this one; it may be gone.</summary>
    public SagaRow? Shadowed { get; set; }

    public SagaCursor CursorFor(SagaClaimKind kind) => new(kind == SagaClaimKind.Due ? DueAt!.Value : default, id);

    public SagaRecord Read() => SagaRecordFormat.Read(_block.Span[.._length]);

    public void Write(SagaRecord record, RowMemory memory)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        SagaRecordFormat.Write(record, buffer);
        _length = buffer.WrittenCount;
        if (_block.Capacity < _length)
        {
            memory.Return(_block);
            _block = memory.Rent(_length);
        }

        buffer.WrittenSpan.CopyTo(_block.Span);
        Definition = record.Definition;
        Key = record.CorrelationKey;
        Status = record.Status;
        Shard = record.Shard;
        Epoch = record.Epoch;
        Seq = record.Seq;
        WriteId = record.WriteId;
        _due = record.DueAt?.UtcTicks ?? 0;
        _created = record.CreatedAt.UtcTicks;
        _updated = record.UpdatedAt.UtcTicks;
    }

    /// <summary>Gives back its bytes; it has been forgotten.</summary>
    public void Forget(RowMemory memory)
    {
        memory.Return(_block);
        (_block, _length, IsGone) = (default, 0, true);
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
