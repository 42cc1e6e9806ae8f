namespace Seckill.Sagas;

/// <summary>What a wait waits for, and what it does with it.</summary>
internal sealed class WaitPlan<TState>(
    string eventType,
    Func<ReadOnlyMemory<byte>, object> read,
    Func<object, ReadOnlyMemory<byte>> write)
{
    public string EventType => eventType;

    public Func<TState, string?>? Key { get; set; }

    /// <summary>From the state and the moment the wait begins.</summary>
    public Func<TState, DateTimeOffset, DateTimeOffset>? Deadline { get; set; }

    public bool HasNoDeadline { get; set; }

    public Then OnTimeout { get; set; }

    public Action<TState, object>? OnEvent { get; set; }

    public Func<TState, object, SagaContext, ValueTask>? OnLate { get; set; }

    /// <summary>True when it says that a late event has another one published.</summary>
    public bool PublishesLate { get; set; }

    public bool IsPivot { get; set; }

    public object Read(ReadOnlyMemory<byte> payload) => read(payload);

    public ReadOnlyMemory<byte> Write(object value) => write(value);
}
