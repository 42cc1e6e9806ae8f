namespace Seckill.Sagas;

/// <summary>What a line of a saga's history tells. Numbers are stored: they never change.</summary>
public enum SagaTimelineKind
{
    /// <summary>The saga was started.</summary>
    Started = 1,

    /// <summary>A step was done.</summary>
    Done = 2,

    /// <summary>A try of a step failed and is repeated.</summary>
    TryFailed = 3,

    /// <summary>A try of a step ended without an answer and is repeated.</summary>
    TryUnknown = 4,

    /// <summary>A step refused for a business reason.</summary>
    Refused = 5,

    /// <summary>A step has no tries left.</summary>
    Exhausted = 6,

    /// <summary>The saga turned to compensation.</summary>
    TurnedBack = 7,

    /// <summary>A step was undone.</summary>
    Undone = 8,

    /// <summary>A try to undo a step failed and is repeated.</summary>
    UndoFailed = 9,

    /// <summary>The saga waits for an event.</summary>
    Waiting = 10,

    /// <summary>An event came and was accepted.</summary>
    EventAccepted = 11,

    /// <summary>An event came before its wait and is kept for it.</summary>
    EventBuffered = 12,

    /// <summary>An event came too late.</summary>
    EventLate = 13,

    /// <summary>The deadline of a wait passed.</summary>
    DeadlinePassed = 14,

    /// <summary>A best-effort step was given up.</summary>
    GivenUp = 15,

    /// <summary>Every step is in place.</summary>
    Completed = 16,

    /// <summary>No step is in place.</summary>
    Compensated = 17,

    /// <summary>The saga was parked.</summary>
    Parked = 18,

    /// <summary>The saga was taken up again after a crash or a change of owner.</summary>
    Resumed = 19,

    /// <summary>Somebody asked to cancel it.</summary>
    CancelRequested = 20,

    /// <summary>An operator let it try again.</summary>
    OperatorRetry = 21,

    /// <summary>An operator skipped its step.</summary>
    OperatorSkip = 22,

    /// <summary>An operator ended it.</summary>
    OperatorComplete = 23,

    /// <summary>A step is not finished and is asked again later.</summary>
    Pending = 24,
}
