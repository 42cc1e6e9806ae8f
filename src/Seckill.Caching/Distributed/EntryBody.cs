using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Seckill.Caching.Distributed;

/// <summary>
/// What the engine stores in a <see cref="DistributedEntry"/>: format, fresh life in ms, tag stamp, tags, validator, then the payload to the end.
/// </summary>
internal readonly struct EntryBody
{
    private const byte Format = 1;
    private const int FixedLength = 1 + 8 + 8 + 2;

    public required long FreshForMs { get; init; }

    public required long TagStamp { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public string? Validator { get; init; }

    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <exception cref="FormatException">The bytes are of another format, or cut off.</exception>
    public static EntryBody Read(ReadOnlyMemory<byte> body)
    {
        var span = body.Span;
        if (span.Length < FixedLength + 2 || span[0] != Format)
        {
            throw new FormatException("A cache entry has an unknown format.");
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(span[17..]);
        var at = FixedLength;
        var tags = count == 0 ? [] : new string[count];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = ReadText(span, ref at);
        }

        var validator = ReadText(span, ref at);
        return new EntryBody
        {
            FreshForMs = BinaryPrimitives.ReadInt64LittleEndian(span[1..]),
            TagStamp = BinaryPrimitives.ReadInt64LittleEndian(span[9..]),
            Tags = tags,
            Validator = validator.Length == 0 ? null : validator,
            Payload = body[at..],
        };
    }

    /// <summary>Writes everything but the payload, which the caller appends.</summary>
    public void WriteHead(ArrayBufferWriter<byte> writer)
    {
        var span = writer.GetSpan(FixedLength);
        span[0] = Format;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], FreshForMs);
        BinaryPrimitives.WriteInt64LittleEndian(span[9..], TagStamp);
        BinaryPrimitives.WriteUInt16LittleEndian(span[17..], checked((ushort)Tags.Count));
        writer.Advance(FixedLength);
        for (var i = 0; i < Tags.Count; i++)
        {
            WriteText(writer, Tags[i]);
        }

        WriteText(writer, Validator ?? "");
    }

    private static string ReadText(ReadOnlySpan<byte> span, ref int at)
    {
        if (span.Length < at + 2)
        {
            throw new FormatException("A cache entry is cut off.");
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(span[at..]);
        at += 2;
        if (span.Length < at + length)
        {
            throw new FormatException("A cache entry is cut off.");
        }

        var text = length == 0 ? "" : Encoding.UTF8.GetString(span.Slice(at, length));
        at += length;
        return text;
    }

    private static void WriteText(ArrayBufferWriter<byte> writer, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var span = writer.GetSpan(length + 2);
        BinaryPrimitives.WriteUInt16LittleEndian(span, checked((ushort)length));
        Encoding.UTF8.GetBytes(text, span[2..]);
        writer.Advance(length + 2);
    }
}
