namespace Seckill.Sagas.Runs;

/// <summary>What a saga in memory does next.</summary>
internal enum Next
{
    /// <summary>Go on.</summary>
    Go,

    /// <summary>Leave memory: everything is durable.</summary>
    Leave,

    /// <summary>Leave memory at once: the saga is somebody else's.</summary>
    Drop,
}
