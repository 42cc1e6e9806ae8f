using Seckill.Events;

namespace Seckill.Sagas;

/// <summary>Makes one of a step's events from the state.</summary>
internal abstract class EventSource<TState>
{
    public abstract string Type { get; }

    public abstract ReadOnlyMemory<byte> Make(TState state);

    public sealed class Of<TEvent>(EventType<TEvent> type, Func<TState, TEvent> make) : EventSource<TState>
        where TEvent : class
    {
        public override string Type => type.Name;

        public override ReadOnlyMemory<byte> Make(TState state) => type.Write(make(state));
    }
}
