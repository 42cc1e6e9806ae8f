using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Seckill.Sagas.Tests;

/// <summary>Keeps what was logged, with ids and levels.</summary>
internal sealed class LogRecorder(LogLevel least = LogLevel.Information) : ILogger
{
    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Lines { get; } = new();

    public IEnumerable<string> Texts(int id) => Lines.Where(l => l.Id == id).Select(l => l.Text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Lines.Enqueue((logLevel, eventId.Id, formatter(state, exception)));
        }
    }
}
