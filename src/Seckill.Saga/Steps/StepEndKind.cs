namespace Seckill.Sagas;

/// <summary>How a step ended, all its tries taken together.</summary>
internal enum StepEndKind
{
    Ok,
    Fail,

    /// <summary>No tries are left.</summary>
    Exhausted,

    /// <summary>The next try is far away, or the engine stops: the saga leaves memory until then.</summary>
    Rest,

    Overtaken,
}
