using System.Buffers.Text;

namespace Seckill.Rehearsal.Http;

/// <summary>Takes the framing out of a chunked body, in place, as its bytes arrive.</summary>
internal struct ChunkDecoder(int bodyStart)
{
    private enum Part
    {
        Size,
        Data,
        DataEnd,
        Trailer,
    }

    private Part _part;
    private int _left;

    /// <summary>Where the next undecoded byte is.</summary>
    public int Read { get; private set; } = bodyStart;

    /// <summary>Where the decoded body ends.</summary>
    public int Written { get; private set; } = bodyStart;

    /// <summary>True when the last chunk and its trailer have been read; call again with more input otherwise.</summary>
    /// <param name="buffer">The whole buffer up to the last byte received; the same bytes as in the calls before, and more.</param>
    /// <exception cref="HttpFormatException">The framing is broken.</exception>
    public bool Decode(Span<byte> buffer)
    {
        while (true)
        {
            if (_part == Part.Data)
            {
                var count = Math.Min(_left, buffer.Length - Read);
                buffer.Slice(Read, count).CopyTo(buffer[Written..]);
                (Read, Written, _left) = (Read + count, Written + count, _left - count);
                if (_left > 0)
                {
                    return false;
                }

                _part = Part.DataEnd;
            }

            var length = buffer[Read..].IndexOf("\r\n"u8);
            if (length < 0)
            {
                return false;
            }

            var line = buffer.Slice(Read, length);
            Read += length + 2;
            if (_part == Part.Trailer)
            {
                if (length == 0)
                {
                    return true;
                }
            }
            else if (_part == Part.DataEnd)
            {
                _part = length == 0 ? Part.Size : throw new HttpFormatException("A chunk is longer than its size says.");
            }
            else
            {
                _left = ReadSize(line);
                _part = _left == 0 ? Part.Trailer : Part.Data;
            }
        }
    }

    private static int ReadSize(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        var digits = (extension < 0 ? line : line[..extension]).Trim((byte)' ');
        return Utf8Parser.TryParse(digits, out int size, out var used, 'x') && used == digits.Length && size >= 0
            ? size
            : throw new HttpFormatException("A chunk's size is not a number.");
    }
}
