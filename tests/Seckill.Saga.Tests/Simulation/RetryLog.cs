using Microsoft.Extensions.Logging;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Reads what one process logs of its retries: the remaining ones only ever get fewer.</summary>
/// <param name="violations">Takes what is wrong.</param>
/// <param name="mayComeBack">True when a process may lose a saga and get it back: it then counts from the stored try.</param>
internal sealed class RetryLog(List<string> violations, bool mayComeBack) : ILogger
{
    private const int TryFailed = 4101;
    private const int UndoFailed = 4104;
    private const int Parked = 4106;

    private readonly Dictionary<(object? Saga, object? Step, int Event), int> _remaining = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (mayComeBack || state is not IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            return;
        }

        var saga = values.FirstOrDefault(v => v.Key == "Id").Value;
        if (eventId.Id == Parked)
        {
            // An operator may have it tried anew.
            _remaining.Keys.Where(k => Equals(k.Saga, saga)).ToList().ForEach(k => _remaining.Remove(k));
        }
        else if (eventId.Id is TryFailed or UndoFailed)
        {
            var key = (saga, values.First(v => v.Key == "Step").Value, eventId.Id);
            var remaining = (int)values.First(v => v.Key == "Remaining").Value!;
            var before = _remaining.GetValueOrDefault(key, int.MaxValue);
            if (remaining < 0 || remaining >= before)
            {
                violations.Add($"(i) {formatter(state, exception)} was logged behind {before} remaining");
            }

            _remaining[key] = remaining;
        }
    }
}
