namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What the world makes of a step.</summary>
internal enum StepOutcome
{
    /// <summary>It is done.</summary>
    Ok,

    /// <summary>Refused for a business reason.</summary>
    Fail,

    /// <summary>The first try throws before it does anything.</summary>
    Transient,

    /// <summary>The first try is done and never answers.</summary>
    TimeoutApplied,

    /// <summary>No try answers in time; each wants to be done much later, when the saga has given it up.</summary>
    TimeoutNotApplied,

    /// <summary>The first try goes on elsewhere: it is to be asked again.</summary>
    Pending,
}
