namespace Seckill.Sagas;

/// <summary>What follows from a status.</summary>
public static class SagaStatusExtensions
{
    /// <summary>True when the saga has ended: completed or compensated.</summary>
    public static bool IsEnded(this SagaStatus status) => status is SagaStatus.Completed or SagaStatus.Compensated;
}
