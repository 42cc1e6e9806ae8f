namespace Seckill.Sagas.Runs;

/// <summary>What a saga in memory does next.</summary>
internal enum Next
{
    /// <summary>Go on.</summary>
    Go,

    /// <summary>Write the next record, then go on as the phase says.</summary>
    Commit,

    /// <summary>Leave memory: everything is durable.</summary>
    Leave,

    /// <summary>Leave memory at once: the saga is somebody else's.</summary>
    Drop,
}
