namespace Seckill.Sagas.Telemetry;

/// <summary>Names of what the engine measures and traces.</summary>
public static class SagaDiagnostics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "Seckill.Saga";

    /// <summary>The category of all that the engine logs.</summary>
    public const string LogCategory = "Seckill.Saga";

    /// <summary>The activity source: one span for each stretch a saga spends in memory, one for each try of a step.</summary>
    public const string ActivitySourceName = "Seckill.Saga";

    /// <summary>Sagas started, by <c>saga.definition</c>; unit <c>{saga}</c>.</summary>
    public const string Started = "seckill.saga.started";

    /// <summary>Sagas ended or parked, by <c>saga.definition</c> and <c>saga.status</c>; unit <c>{saga}</c>.</summary>
    public const string Ended = "seckill.saga.ended";

    /// <summary>Sagas in memory; unit <c>{saga}</c>.</summary>
    public const string InFlight = "seckill.saga.in_flight";

    /// <summary>Starts and events rejected for want of room; unit <c>{call}</c>.</summary>
    public const string Rejected = "seckill.saga.rejected";

    /// <summary>Sagas taken up again after a crash or a change of owner, by <c>saga.definition</c>; unit <c>{saga}</c>.</summary>
    public const string Resumed = "seckill.saga.resumed";

    /// <summary>Duration of a try, by <c>saga.definition</c> and <c>saga.step</c>; unit <c>s</c>.</summary>
    public const string StepDuration = "seckill.saga.step.duration";

    /// <summary>Tries that failed and are repeated, by <c>saga.definition</c> and <c>saga.step</c>; unit <c>{try}</c>.</summary>
    public const string Retries = "seckill.saga.step.retries";

    /// <summary>Records in one call to the store; unit <c>{record}</c>.</summary>
    public const string CommitSize = "seckill.saga.commit.size";

    /// <summary>Duration of a call to the store; unit <c>s</c>.</summary>
    public const string CommitDuration = "seckill.saga.commit.duration";

    /// <summary>How long after its due time a saga was taken up; unit <c>s</c>.</summary>
    public const string TimerLag = "seckill.saga.timer.lag";

    /// <summary>Records refused because the shard had been granted to another engine; unit <c>{record}</c>.</summary>
    public const string FencedWrites = "seckill.saga.fenced";

    /// <summary>Events for sagas, by <c>saga.definition</c> and <c>saga.event.outcome</c>; unit <c>{event}</c>.</summary>
    public const string Events = "seckill.saga.events";
}
