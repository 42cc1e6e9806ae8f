using System.Collections.Concurrent;
using Seckill.Events;

namespace Seckill.Sqlite.Tests.Golden;

/// <summary>Tells what was published, while it is up.</summary>
internal sealed class GoldenBus(bool isUp) : IEventBus
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _sent = [];

    /// <summary>Ends when the event was published.</summary>
    public Task SentAsync(string id) => SourceOf(id).Task;

    public ValueTask PublishAsync(ReadOnlyMemory<EventMessage> messages, CancellationToken cancellationToken = default)
    {
        if (!isUp)
        {
            throw new InvalidOperationException("The bus is down.");
        }

        foreach (var message in messages.Span)
        {
            SourceOf(message.Id).TrySetResult();
        }

        return ValueTask.CompletedTask;
    }

    public IDisposable Subscribe(string type, Func<EventMessage, CancellationToken, ValueTask> handler) => throw new NotSupportedException();

    private TaskCompletionSource SourceOf(string id) => _sent.GetOrAdd(id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
