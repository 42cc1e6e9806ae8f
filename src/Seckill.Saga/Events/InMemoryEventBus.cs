using System.Collections.Immutable;
using Seckill.Events;

namespace Seckill.Sagas.Events;

/// <summary>
/// Brings events to handlers in this process. An event counts as taken once every handler has dealt with it: one that a handler threw at is
/// published again by whoever keeps it, and with a saga's outbox behind it no crash loses one. Without a handler, events go nowhere.
/// </summary>
public sealed class InMemoryEventBus : IEventBus
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, ImmutableArray<Subscription>> _subscriptions = ImmutableDictionary<string, ImmutableArray<Subscription>>.Empty;

    /// <inheritdoc />
    public bool HasSubscribers => !Volatile.Read(ref _subscriptions).IsEmpty;

    /// <inheritdoc />
    public async ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default)
    {
        List<Exception>? faults = null;
        var subscriptions = Volatile.Read(ref _subscriptions);
        for (var i = 0; i < messages.Length; i++)
        {
            var message = messages.Span[i];
            if (!subscriptions.TryGetValue(message.Type, out var handlers))
            {
                continue;
            }

            foreach (var handler in handlers)
            {
                try
                {
                    await handler.Handle(message, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception fault) when (fault is not OutOfMemoryException)
                {
                    (faults ??= []).Add(fault);
                }
            }
        }

        if (faults is not null)
        {
            throw new AggregateException("Some handlers did not take their events.", faults);
        }
    }

    /// <inheritdoc />
    public IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler)
    {
        var subscription = new Subscription(this, type, handler);
        lock (_lock)
        {
            var handlers = _subscriptions.GetValueOrDefault(type, []);
            Volatile.Write(ref _subscriptions, _subscriptions.SetItem(type, handlers.Add(subscription)));
        }

        return subscription;
    }

    private sealed class Subscription(InMemoryEventBus bus, string type, Func<EventMessage, CancellationToken, ValueTask> handle) : IDisposable
    {
        public ValueTask Handle(EventMessage message, CancellationToken cancellationToken) => handle(message, cancellationToken);

        public void Dispose()
        {
            lock (bus._lock)
            {
                var handlers = bus._subscriptions.GetValueOrDefault(type, []);
                Volatile.Write(ref bus._subscriptions, bus._subscriptions.SetItem(type, handlers.Remove(this)));
            }
        }
    }
}
