using System.Buffers.Binary;
using System.Text;

namespace Seckill.Sagas;

/// <summary>Reads what <see cref="RecordWriter"/> wrote.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public byte Byte() => Take(1)[0];

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new FormatException("A number in a saga record is too long.");
    }

    public long Fixed() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public DateTimeOffset Time() => new(Fixed(), TimeSpan.Zero);

    public DateTimeOffset? OptionalTime() => Byte() == 0 ? null : Time();

    public string? Text()
    {
        var length = Length();
        return length == 0 ? null : Encoding.UTF8.GetString(Take(length - 1));
    }

    public byte[] Bytes() => Take(Length()).ToArray();

    /// <summary>An empty array of as many items as come next.</summary>
    public T[] Array<T>()
    {
        var length = Length();
        return length == 0 ? [] : new T[length];
    }

    // Nothing has more parts than there are bytes left, but for the 1 that a text's length is ahead.
    private int Length() =>
        Number() is var length && length >= 0 && length <= _rest.Length + 1L
            ? (int)length
            : throw new FormatException("A length in a saga record is wrong.");

    private ReadOnlySpan<byte> Take(int size)
    {
        if (size > _rest.Length)
        {
            throw new FormatException("A saga record ends too early.");
        }

        var taken = _rest[..size];
        _rest = _rest[size..];
        return taken;
    }
}
