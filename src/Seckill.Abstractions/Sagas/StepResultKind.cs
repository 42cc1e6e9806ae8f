namespace Seckill.Sagas;

/// <summary>How a try of a step ended. Numbers are stored by effect guards: they never change.</summary>
public enum StepResultKind
{
    /// <summary>No result; never a valid answer of a step.</summary>
    None = 0,

    /// <summary>It is done.</summary>
    Ok = 1,

    /// <summary>Refused for a business reason: no retry, the saga turns to compensation.</summary>
    Fail = 2,

    /// <summary>It was not done, and may be tried again.</summary>
    Retry = 3,

    /// <summary>It may have been done: it is tried again, and undone when the tries run out.</summary>
    Unknown = 4,

    /// <summary>It is going on elsewhere: ask again later. Takes no try.</summary>
    Pending = 5,

    /// <summary>Another run of this saga has gone further: this one ends here and writes nothing.</summary>
    Overtaken = 6,
}
