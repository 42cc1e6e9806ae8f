namespace Seckill.Events;

/// <summary>Typed ways to use a bus.</summary>
public static class EventBusExtensions
{
    /// <summary>Hears of every event of one type from now on, already read.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="type">The kind of event.</param>
    /// <param name="handler">Takes the event; has to bear repeats.</param>
    /// <returns>Disposing it ends the subscription.</returns>
    public static IDisposable Subscribe<T>(this IEventBus bus, EventType<T> type, Func<T, EventMessage, CancellationToken, ValueTask> handler)
        where T : class =>
        bus.Subscribe(type.Name, (message, cancellationToken) => handler(type.Read(message.Payload.Span), message, cancellationToken));
}
