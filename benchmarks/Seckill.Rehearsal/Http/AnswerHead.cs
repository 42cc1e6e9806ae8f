namespace Seckill.Rehearsal.Http;

/// <summary>What the head of an answer says about the rest.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Length">Bytes of the head, the empty line included.</param>
/// <param name="BodyLength">Bytes of the body; null when it is chunked or ends with the connection.</param>
/// <param name="Chunked">True when the body comes in chunks.</param>
/// <param name="Close">True when the server will not take another request on this connection.</param>
internal readonly record struct AnswerHead(int Status, int Length, int? BodyLength, bool Chunked, bool Close)
{
    /// <summary>True for <c>100 Continue</c> and its kin: the real answer follows.</summary>
    public bool Interim => Status is >= 100 and < 200;

    /// <summary>True when this status never has a body, whatever the headers say.</summary>
    public bool Bodiless => Interim || Status is 204 or 304;
}
