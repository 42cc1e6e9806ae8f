using Seckill.Events;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>Keeps what is published.</summary>
internal sealed class ScenarioBus : IEventBus
{
    public List<EventMessage> Published { get; } = [];

    public ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default)
    {
        Published.AddRange(messages.Span);
        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler) =>
        throw new NotSupportedException("Nobody listens to the events of a scenario; look at what was published.");
}
