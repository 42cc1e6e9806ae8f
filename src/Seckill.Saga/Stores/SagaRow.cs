using System.Buffers;

namespace Seckill.Sagas.Stores;

/// <summary>A stored record: its bytes, and copies of what is searched by.</summary>
internal sealed class SagaRow(SagaId id)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    private byte[] _bytes = [];
    private int _length;

    public SagaId Id => id;

    public string Definition { get; private set; } = "";

    public string? Key { get; private set; }

    public SagaStatus Status { get; private set; }

    public int Shard { get; private set; }

    public long Epoch { get; private set; }

    public long Seq { get; private set; }

    public long WriteId { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>True once it has been forgotten.</summary>
    public bool IsGone { get; set; }

    /// <summary>The row that had the correlation key before this one; it may be gone.</summary>
    public SagaRow? Shadowed { get; set; }

    public SagaCursor CursorFor(SagaClaimKind kind) => new(kind == SagaClaimKind.Due ? DueAt!.Value : default, id);

    public SagaRecord Read() => SagaRecordFormat.Read(_bytes.AsSpan(0, _length));

    public void Write(SagaRecord record)
    {
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        SagaRecordFormat.Write(record, buffer);
        _length = buffer.WrittenCount;
        if (_bytes.Length < _length)
        {
            _bytes = new byte[_length];
        }

        buffer.WrittenSpan.CopyTo(_bytes);
        Definition = record.Definition;
        Key = record.CorrelationKey;
        Status = record.Status;
        Shard = record.Shard;
        Epoch = record.Epoch;
        Seq = record.Seq;
        WriteId = record.WriteId;
        DueAt = record.DueAt;
        CreatedAt = record.CreatedAt;
        UpdatedAt = record.UpdatedAt;
    }
}
