namespace Seckill.Rehearsal.Http;

/// <summary>An answer as it lies in the connection's buffer: valid until the connection's next exchange.</summary>
internal readonly struct HttpAnswer(int status, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
{
    public int Status => status;

    public ReadOnlySpan<byte> Body => body.Span;

    /// <summary>Finds a header; false when the answer does not have it.</summary>
    public bool TryHeader(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var left = head.Span;
        for (var end = left.IndexOf("\r\n"u8); end >= 0; end = left.IndexOf("\r\n"u8))
        {
            if (HeaderField.Is(left[..end], name, out value))
            {
                return true;
            }

            left = left[(end + 2)..];
        }

        value = default;
        return false;
    }
}
