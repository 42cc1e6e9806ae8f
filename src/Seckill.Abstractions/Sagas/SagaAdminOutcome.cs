namespace Seckill.Sagas;

/// <summary>What became of an operator's action on a saga.</summary>
public enum SagaAdminOutcome
{
    /// <summary>Done, and in the saga's history.</summary>
    Ok = 1,

    /// <summary>There is no such saga.</summary>
    NotFound = 2,

    /// <summary>The saga is not parked, or nothing is left to skip.</summary>
    InvalidTransition = 3,

    /// <summary>No registered definition can go on with it; it can only be completed.</summary>
    UnknownDefinition = 4,

    /// <summary>It changed meanwhile: look again.</summary>
    Conflict = 5,

    /// <summary>The engine is full or stopping: ask again.</summary>
    Rejected = 6,
}
