namespace Seckill.Rehearsal.Http;

/// <summary>Finds where an answer's head and body lie in a buffer that fills up.</summary>
internal struct AnswerFrame(bool bodiless)
{
    private bool _hasHead;
    private ChunkDecoder _chunks;

    public AnswerHead Head { get; private set; }

    public int HeadStart { get; private set; }

    public readonly int BodyStart => HeadStart + Head.Length;

    public int BodyLength { get; private set; }

    /// <summary>True when the answer is whole. Pass the buffer from its beginning each time.</summary>
    /// <exception cref="HttpFormatException">It is not HTTP, or goes on after its end.</exception>
    public bool Read(Span<byte> buffer)
    {
        while (!_hasHead)
        {
            if (!HeadReader.TryRead(buffer[HeadStart..], out var head))
            {
                return false;
            }

            if (head.Interim)
            {
                HeadStart += head.Length;
                continue;
            }

            Head = head;
            _hasHead = true;
            _chunks = new ChunkDecoder(BodyStart);
        }

        if (bodiless || Head.Bodiless)
        {
            return Ends(buffer.Length, BodyStart);
        }

        if (Head.Chunked)
        {
            var whole = _chunks.Decode(buffer);
            BodyLength = _chunks.Written - BodyStart;
            return whole && Ends(buffer.Length, _chunks.Read);
        }

        BodyLength = Head.BodyLength ?? buffer.Length - BodyStart;
        return Head.BodyLength is not null && buffer.Length >= BodyStart + BodyLength && Ends(buffer.Length, BodyStart + BodyLength);
    }

    /// <summary>The connection has ended after so many bytes: right only for a body that is framed by it.</summary>
    /// <exception cref="IOException">The answer was cut off.</exception>
    public readonly void End(int filled)
    {
        if (!_hasHead || Head.Chunked || Head.BodyLength is not null)
        {
            throw new IOException($"The connection ended in the middle of an answer, after {filled} bytes.");
        }
    }

    private static bool Ends(int filled, int end) =>
        filled == end ? true : throw new HttpFormatException("The answer goes on after its end.");
}
