using System.Collections.Concurrent;
using Seckill.Events;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>Keeps ids of what was published, while it is up.</summary>
internal sealed class GoldenBus(bool isUp) : IEventBus
{
    public ConcurrentDictionary<string, bool> Published { get; } = [];

    public ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default)
    {
        if (!isUp)
        {
            throw new InvalidOperationException("The bus is down.");
        }

        foreach (var message in messages.Span)
        {
            Published[message.Id] = true;
        }

        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler) => throw new NotSupportedException();
}
