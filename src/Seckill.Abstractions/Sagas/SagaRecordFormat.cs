using System.Buffers;

namespace Seckill.Sagas;

/// <summary>
/// The bytes of a record, for stores that keep it as one piece beside the columns they search by. Every format that was ever written is
/// read for ever.
/// </summary>
public static class SagaRecordFormat
{
    private const byte Current = 1;

    /// <summary>Appends a record.</summary>
    public static void Write(SagaRecord record, IBufferWriter<byte> output)
    {
        var writer = new RecordWriter(output);
        writer.Byte(Current);
        WriteIdentity(ref writer, record);
        WriteProgress(ref writer, record);
        writer.Bytes(record.State.Span);
        WriteEvents(ref writer, record);
        WriteTimeline(ref writer, record);
        writer.Flush();
    }

    /// <summary>A record as a new array.</summary>
    public static byte[] ToBytes(SagaRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + record.State.Length);
        Write(record, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a record of any format; the result shares nothing with the bytes.</summary>
    /// <exception cref="FormatException">The bytes are not a record, or of a newer format.</exception>
    public static SagaRecord Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        var format = reader.Byte();
        if (format != Current)
        {
            throw new FormatException($"A saga record of format {format} cannot be read; this version knows up to {Current}.");
        }

        var record = ReadBase(ref reader) with { State = reader.Bytes() };
        record = record with { Outbox = ReadOutbox(ref reader), Inbox = ReadInbox(ref reader) };
        return record with { Timeline = ReadTimeline(ref reader, record.CreatedAt) };
    }

    private static void WriteIdentity(ref RecordWriter writer, SagaRecord record)
    {
        writer.Text(record.Id.Value);
        writer.Text(record.Definition);
        writer.Number(record.Version);
        writer.Fixed(record.Fingerprint);
        writer.Number(record.Shard);
        writer.Number(record.Epoch);
        writer.Number(record.Seq);
        writer.Fixed(record.WriteId);
        writer.Time(record.CreatedAt);
        writer.Time(record.UpdatedAt);
        writer.Text(record.TraceParent);
    }

    private static void WriteProgress(ref RecordWriter writer, SagaRecord record)
    {
        writer.Byte((byte)record.Status);
        writer.Byte((byte)(record.ParkedFrom ?? 0));
        writer.Byte(record.PastPivot ? (byte)1 : (byte)0);
        writer.Number(record.Step);
        writer.Text(record.StepName);
        writer.Number(record.Attempt);
        writer.Number((long)record.Done);
        writer.Number((long)record.Unknown);
        writer.OptionalTime(record.Deadline);
        writer.OptionalTime(record.DueAt);
        writer.Text(record.CorrelationKey);
        writer.Text(record.Reason);
    }

    private static SagaRecord ReadBase(ref RecordReader reader) =>
        new()
        {
            Id = SagaId.Parse(reader.Text() ?? ""),
            Definition = reader.Text() ?? "",
            Version = (int)reader.Number(),
            Fingerprint = reader.Fixed(),
            Shard = (int)reader.Number(),
            Epoch = reader.Number(),
            Seq = reader.Number(),
            WriteId = reader.Fixed(),
            CreatedAt = reader.Time(),
            UpdatedAt = reader.Time(),
            TraceParent = reader.Text(),
            Status = (SagaStatus)reader.Byte(),
            ParkedFrom = reader.Byte() is var from and not 0 ? (SagaStatus)from : null,
            PastPivot = reader.Byte() == 1,
            Step = (int)reader.Number(),
            StepName = reader.Text() ?? "",
            Attempt = (int)reader.Number(),
            Done = (ulong)reader.Number(),
            Unknown = (ulong)reader.Number(),
            Deadline = reader.OptionalTime(),
            DueAt = reader.OptionalTime(),
            CorrelationKey = reader.Text(),
            Reason = reader.Text(),
        };

    private static void WriteEvents(ref RecordWriter writer, SagaRecord record)
    {
        writer.Number(record.Outbox.Count);
        for (var i = 0; i < record.Outbox.Count; i++)
        {
            var item = record.Outbox[i];
            writer.Text(item.Id);
            writer.Text(item.Type);
            writer.Bytes(item.Payload.Span);
            writer.Time(item.At);
        }

        writer.Number(record.Inbox.Count);
        for (var i = 0; i < record.Inbox.Count; i++)
        {
            var item = record.Inbox[i];
            writer.Text(item.Wait);
            writer.Text(item.EventId);
            writer.Byte((byte)item.State);
            writer.Bytes(item.Payload.Span);
        }
    }

    private static SagaOutgoing[] ReadOutbox(ref RecordReader reader)
    {
        var items = reader.Array<SagaOutgoing>();
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new SagaOutgoing(reader.Text() ?? "", reader.Text() ?? "", reader.Bytes(), reader.Time());
        }

        return items;
    }

    private static SagaIncoming[] ReadInbox(ref RecordReader reader)
    {
        var items = reader.Array<SagaIncoming>();
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new SagaIncoming(reader.Text() ?? "", reader.Text() ?? "", (SagaIncomingState)reader.Byte(), reader.Bytes());
        }

        return items;
    }

    // Times of the history are kept as the distance from the start: a few bytes each.
    private static void WriteTimeline(ref RecordWriter writer, SagaRecord record)
    {
        writer.Number(record.Timeline.Count);
        for (var i = 0; i < record.Timeline.Count; i++)
        {
            var line = record.Timeline[i];
            writer.Number(line.At.UtcTicks - record.CreatedAt.UtcTicks);
            writer.Byte((byte)line.Kind);
            writer.Number(line.Step);
            writer.Number(line.Attempt);
            writer.Text(line.Detail);
        }
    }

    private static SagaTimelineEntry[] ReadTimeline(ref RecordReader reader, DateTimeOffset createdAt)
    {
        var lines = reader.Array<SagaTimelineEntry>();
        for (var i = 0; i < lines.Length; i++)
        {
            var at = new DateTimeOffset(createdAt.UtcTicks + reader.Number(), TimeSpan.Zero);
            lines[i] = new SagaTimelineEntry(at, (SagaTimelineKind)reader.Byte(), (int)reader.Number(), (int)reader.Number(), reader.Text());
        }

        return lines;
    }
}
