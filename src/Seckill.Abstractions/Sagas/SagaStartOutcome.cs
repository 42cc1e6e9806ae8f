namespace Seckill.Sagas;

/// <summary>What became of a start.</summary>
public enum SagaStartOutcome
{
    /// <summary>The saga is durable and on its way.</summary>
    Started = 1,

    /// <summary>A saga with this id was started before; nothing was done.</summary>
    Exists = 2,

    /// <summary>Too many sagas are on their way, or the engine is stopping: come again. Nothing was done.</summary>
    Rejected = 3,

    /// <summary>Another unfinished saga of the definition has the correlation key. Nothing was done.</summary>
    KeyTaken = 4,
}
