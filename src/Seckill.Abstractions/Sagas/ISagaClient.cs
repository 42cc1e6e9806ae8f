using Seckill.Events;

namespace Seckill.Sagas;

/// <summary>Starts sagas and tells them what happened. An exception means "unknown": repeat under the same ids.</summary>
public interface ISagaClient
{
    /// <summary>Starts a saga; it is durable when the call returns. Starting an id twice is harmless.</summary>
    /// <param name="definition">The name of a registered definition; its highest version is used.</param>
    /// <param name="id">Made by the caller.</param>
    /// <param name="state">The state it begins with; the engine's own from here on.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    /// <exception cref="ArgumentException">No such definition, or it has another state.</exception>
    ValueTask<SagaStartOutcome> StartAsync<TState>(string definition, SagaId id, TState state, CancellationToken cancellationToken = default)
        where TState : class;

    /// <summary>Raises an event for the saga with an id.</summary>
    /// <param name="id">The saga.</param>
    /// <param name="type">The kind of event, as named at the wait.</param>
    /// <param name="value">The event.</param>
    /// <param name="eventId">Given by the sender, the same for every repeat, at most 100 characters.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    ValueTask<RaiseResult> RaiseAsync<TEvent>(SagaId id, EventType<TEvent> type, TEvent value, string eventId, CancellationToken cancellationToken = default)
        where TEvent : class;

    /// <summary>Raises an event for the saga of a definition that has the correlation key.</summary>
    /// <param name="definition">The definition's name.</param>
    /// <param name="correlationKey">The key, as the wait made it from the saga's state.</param>
    /// <param name="type">The kind of event, as named at the wait.</param>
    /// <param name="value">The event.</param>
    /// <param name="eventId">Given by the sender, the same for every repeat, at most 100 characters.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    ValueTask<RaiseResult> RaiseAsync<TEvent>(string definition, string correlationKey, EventType<TEvent> type, TEvent value, string eventId, CancellationToken cancellationToken = default)
        where TEvent : class;

    /// <summary>Asks a saga to stop and be undone; honoured only before its pivot.</summary>
    ValueTask<CancelSagaOutcome> CancelAsync(SagaId id, string reason, CancellationToken cancellationToken = default);

    /// <summary>Reads a saga's last durable record; null when there is none.</summary>
    ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default);

    /// <summary>Waits until a saga has ended or is parked, and gives that record; null at once when there is no such saga.</summary>
    ValueTask<SagaRecord?> WaitAsync(SagaId id, CancellationToken cancellationToken = default);
}
