namespace Seckill.Events;

/// <summary>
/// Carries events at least once: what <see cref="PublishAsync"/> took reaches every subscriber, perhaps more than once and in any order.
/// How much a crash may lose between the two is the implementation's own promise.
/// </summary>
public interface IEventBus
{
    /// <summary>Hands events over; they are the bus's own when the call returns. An exception means "unknown": publish them again under the same ids.</summary>
    /// <param name="messages">The events, in the order in which they happened.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default);

    /// <summary>False while it is certain that nobody hears of any event, so that none need be made. Default: true.</summary>
    bool HasSubscribers => true;

    /// <summary>Hears of every event of one type from now on. A handler that throws is called again with the same event.</summary>
    /// <param name="type">The event's name on the wire.</param>
    /// <param name="handler">Takes the event; has to bear repeats.</param>
    /// <returns>Disposing it ends the subscription.</returns>
    IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler);
}
