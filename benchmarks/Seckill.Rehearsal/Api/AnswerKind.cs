namespace Seckill.Rehearsal.Api;

/// <summary>What a host said to a buyer.</summary>
internal enum AnswerKind
{
    /// <summary>201: an order.</summary>
    Ordered,

    /// <summary>202: a ticket.</summary>
    Queued,

    /// <summary>200: a state or an outcome.</summary>
    Found,

    /// <summary>409 with the reservation that was refused in line.</summary>
    RefusedInLine,

    SoldOut,
    LimitReached,
    Paused,
    NotStarted,
    Ended,
    KeyConflict,
    AlreadyPaid,
    NotFound,
    Invalid,
    Unauthorized,
    RateLimited,

    /// <summary>503 <c>unavailable</c>: the outcome is unknown.</summary>
    Unavailable,

    /// <summary>No answer came: the outcome is unknown.</summary>
    Lost,

    /// <summary>Something that the contract does not have.</summary>
    Unexpected,
}
