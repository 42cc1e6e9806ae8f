namespace Seckill.AspNetCore;

/// <summary>
/// Endpoint metadata: what the request carries. The endpoints check content types themselves, after the caller; the framework's own
/// metadata for bodies would make routing do it before.
/// </summary>
/// <param name="Body">The shape of the JSON body.</param>
/// <param name="IdempotencyKey">True when the header <c>Idempotency-Key</c> is required.</param>
public sealed record SeckillRequestNote(Type Body, bool IdempotencyKey)
{
    /// <summary>True when the request may come without a body. Default: false.</summary>
    public bool IsOptional { get; init; }
}
