namespace Seckill.Sagas;

/// <summary>How a step that is done for many sagas at once gathers them: while calls are in flight the next one fills, without a timer.</summary>
public sealed class VectorLimits
{
    /// <summary>Sagas in one call at the most, 1 or more. Default: 256.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>Calls in flight at a time, 1 or more. Default: 1.</summary>
    public int Lanes { get; init; } = 1;
}
