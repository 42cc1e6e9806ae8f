namespace Seckill.Sagas;

/// <summary>What became of an event that was raised for a saga. Every answer is durable.</summary>
public enum RaiseOutcome
{
    /// <summary>It ended the wait.</summary>
    Accepted = 1,

    /// <summary>It came before the saga waits for it and is kept for then.</summary>
    Buffered = 2,

    /// <summary>It came too late; the late handler has it.</summary>
    Late = 3,

    /// <summary>The wait's arbiter decided against it.</summary>
    Refused = 4,

    /// <summary>There is no such saga, or none that waits for such events.</summary>
    NotFound = 5,

    /// <summary>The saga is parked and takes nothing until an operator has looked; raise it again later.</summary>
    Parked = 6,

    /// <summary>The engine is full or stopping: raise it again.</summary>
    Rejected = 7,
}
