namespace Seckill.Sagas;

/// <summary>What operators see and do. Every action is written into the saga's history in the same record that it changes.</summary>
public interface ISagaAdmin
{
    /// <summary>Lists sagas, newest first.</summary>
    ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts the kept sagas by definition and status.</summary>
    ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a saga with its history; null when there is none.</summary>
    ValueTask<SagaTimeline?> TimelineAsync(SagaId id, CancellationToken cancellationToken = default);

    /// <summary>Lets a parked saga try its step again, with all its tries.</summary>
    ValueTask<SagaAdminOutcome> RetryAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default);

    /// <summary>Takes the step of a parked saga for done (or undone) and goes on behind it.</summary>
    ValueTask<SagaAdminOutcome> SkipAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default);

    /// <summary>Ends a parked saga where it stands: completed when it went forward, compensated when it was being undone.</summary>
    ValueTask<SagaAdminOutcome> CompleteAsync(SagaId id, OperatorNote note, CancellationToken cancellationToken = default);
}
