using Seckill.Events;

namespace Seckill.Sagas.Tests.Mutants;

/// <summary>A planted bug: the bus says that it has what it drops, every other time.</summary>
internal sealed class BusThatSwallows(IEventBus bus) : IEventBus
{
    private int _calls;

    public ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default) =>
        _calls++ % 2 == 0 ? bus.PublishAsync(messages, cancellationToken) : ValueTask.CompletedTask;

    public IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler) => bus.Subscribe(type, handler);
}
