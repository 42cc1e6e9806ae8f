using System.Buffers.Text;

namespace Seckill.Rehearsal.Http;

/// <summary>Reads the head of an answer: the status line and the few headers that frame the body.</summary>
internal static class HeadReader
{
    /// <summary>False while the empty line has not arrived.</summary>
    /// <exception cref="HttpFormatException">It is not an HTTP/1.x answer.</exception>
    public static bool TryRead(ReadOnlySpan<byte> input, out AnswerHead head)
    {
        head = default;
        var end = input.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var fields = input[..(end + 2)];
        var status = ReadStatus(fields, out var old);
        int? length = null;
        var chunked = false;
        var close = old;
        NextLine(ref fields);
        while (!fields.IsEmpty)
        {
            var line = NextLine(ref fields);
            if (HeaderField.Is(line, "content-length"u8, out var value))
            {
                length = Utf8Parser.TryParse(value, out int bytes, out var used) && used == value.Length && bytes >= 0
                    ? bytes
                    : throw new HttpFormatException("Content-Length is not a number.");
            }
            else if (HeaderField.Is(line, "transfer-encoding"u8, out value))
            {
                chunked = HeaderField.SameText(value, "chunked"u8);
            }
            else if (HeaderField.Is(line, "connection"u8, out value))
            {
                close = HeaderField.SameText(value, "close"u8) || (old && !HeaderField.SameText(value, "keep-alive"u8));
            }
        }

        head = new AnswerHead(status, end + 4, chunked ? null : length, chunked, close);
        return true;
    }

    private static int ReadStatus(ReadOnlySpan<byte> head, out bool old)
    {
        old = head.StartsWith("HTTP/1.0 "u8);
        if ((!old && !head.StartsWith("HTTP/1.1 "u8)) || !Utf8Parser.TryParse(head[9..], out int status, out var used) || used != 3)
        {
            throw new HttpFormatException("The answer does not begin with an HTTP/1.x status line.");
        }

        return status;
    }

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> fields)
    {
        var end = fields.IndexOf("\r\n"u8);
        var line = fields[..end];
        fields = fields[(end + 2)..];
        return line;
    }
}
