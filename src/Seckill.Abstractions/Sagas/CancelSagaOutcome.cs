namespace Seckill.Sagas;

/// <summary>What became of a wish to cancel a saga.</summary>
public enum CancelSagaOutcome
{
    /// <summary>It is being undone, or has been.</summary>
    Cancelled = 1,

    /// <summary>It has passed its pivot, or completed: it only goes forward.</summary>
    TooLate = 2,

    /// <summary>There is no such saga.</summary>
    NotFound = 3,

    /// <summary>It is parked: only an operator moves it.</summary>
    Parked = 4,

    /// <summary>The engine is full or stopping: ask again.</summary>
    Rejected = 5,
}
