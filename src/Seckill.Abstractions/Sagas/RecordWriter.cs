using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Seckill.Sagas;

/// <summary>Writes the parts of a record: numbers as zigzag varints, text and bytes behind their length.</summary>
internal ref struct RecordWriter(IBufferWriter<byte> output)
{
    private const int Chunk = 256;
    private const int LongestNumber = 10;

    private Span<byte> _span = output.GetSpan(Chunk);
    private int _used;

    public void Byte(byte value)
    {
        Reserve(1);
        _span[_used++] = value;
    }

    public void Number(long value)
    {
        Reserve(LongestNumber);
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            _span[_used++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _span[_used++] = (byte)rest;
    }

    public void Fixed(long value)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_span[_used..], value);
        _used += sizeof(long);
    }

    public void Time(DateTimeOffset value) => Fixed(value.UtcTicks);

    public void OptionalTime(DateTimeOffset? value)
    {
        Byte(value is null ? (byte)0 : (byte)1);
        if (value is { } time)
        {
            Time(time);
        }
    }

    /// <summary>Length + 1 before the text, so that null differs from empty.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Byte(0);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Number(length + 1);
        Reserve(length);
        Encoding.UTF8.GetBytes(value, _span[_used..]);
        _used += length;
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        Reserve(value.Length);
        value.CopyTo(_span[_used..]);
        _used += value.Length;
    }

    public void Flush()
    {
        output.Advance(_used);
        _used = 0;
        _span = default;
    }

    private void Reserve(int size)
    {
        if (_span.Length - _used < size)
        {
            output.Advance(_used);
            _used = 0;
            _span = output.GetSpan(Math.Max(size, Chunk));
        }
    }
}
