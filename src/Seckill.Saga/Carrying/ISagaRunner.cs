namespace Seckill.Sagas;

/// <summary>
/// Runs sagas whose begin record somebody else holds: an unacknowledged message, a reservation. No begin record is written here. When the process
/// dies, the holder starts them again under the same ids, and guarded steps make that harmless. Since an earlier run may have got further, a saga
/// that turns back undoes what that one may have done too, and is parked when it cannot tell whether that one passed the pivot.
/// </summary>
/// <typeparam name="TState">The sagas' state.</typeparam>
public interface ISagaRunner<TState>
    where TState : class
{
    /// <summary>
    /// Takes sagas through a step in one call, and on from there; the steps before it count as done. Returns when each is durable: waiting,
    /// being undone, ended, or in the store for another try. What still happens to it then, happens without the caller.
    /// </summary>
    /// <param name="starts">The sagas; an id occurs once.</param>
    /// <param name="outcomes">Takes the outcome of each, in the same order; as long as <paramref name="starts"/> or longer.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome; what is not answered is not known to be durable.</param>
    ValueTask RunAsync(ReadOnlyMemory<SagaStart<TState>> starts, Memory<SagaRunOutcome> outcomes, CancellationToken cancellationToken = default);
}
