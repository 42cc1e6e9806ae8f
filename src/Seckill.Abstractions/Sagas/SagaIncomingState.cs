namespace Seckill.Sagas;

/// <summary>What became of an event that came for a saga. Numbers are stored: they never change.</summary>
public enum SagaIncomingState
{
    /// <summary>It came before the saga waits for it and is kept for then.</summary>
    Buffered = 1,

    /// <summary>It ended the wait.</summary>
    Accepted = 2,

    /// <summary>It came too late and went to the late handler.</summary>
    Late = 3,

    /// <summary>The wait's arbiter decided against it.</summary>
    Refused = 4,
}
