namespace Seckill.Sagas;

/// <summary>Where a saga is in its life. Numbers are stored: they never change.</summary>
public enum SagaStatus
{
    /// <summary>Goes forward.</summary>
    Running = 1,

    /// <summary>Waits for an event or its deadline; nothing of it is in memory.</summary>
    Waiting = 2,

    /// <summary>Is being undone, in strict reverse.</summary>
    Compensating = 3,

    /// <summary>Ended: every step is in place.</summary>
    Completed = 4,

    /// <summary>Ended: no step is in place.</summary>
    Compensated = 5,

    /// <summary>Stands still and needs an operator.</summary>
    Parked = 6,
}
