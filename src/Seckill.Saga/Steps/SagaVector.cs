using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Sagas.Engine;

namespace Seckill.Sagas;

/// <summary>Sagas that stand at the same step, to be done in one call.</summary>
/// <typeparam name="TState">The sagas' state.</typeparam>
public sealed class SagaVector<TState>
    where TState : class
{
    private VectorSlot<TState>[] _slots;
    private DefinitionRuntime<TState>? _runtime;

    internal SagaVector(int capacity) => _slots = new VectorSlot<TState>[capacity];

    /// <summary>How many sagas.</summary>
    public int Count { get; private set; }

    /// <summary>The step's name.</summary>
    public string Step { get; private set; } = "";

    /// <summary>Action, undo or decision.</summary>
    public EffectOperation Operation { get; private set; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _runtime!.Parts.Services;

    /// <summary>Cancelled when the engine has given up waiting for the call.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>A service of the host.</summary>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A saga's id.</summary>
    public SagaId Id(int index) => Slot(index).Id;

    /// <summary>A saga's state.</summary>
    public TState State(int index) => Slot(index).State;

    /// <summary>A saga's try of this step, from 1.</summary>
    public int Attempt(int index) => Slot(index).Attempt;

    /// <summary>The same for every try of a saga's effect.</summary>
    public EffectKey EffectKey(int index) => new(Slot(index).Id, Step, Operation);

    /// <summary>The event that a wait's arbiter decides about; null at the deadline, and in any other step.</summary>
    public T? Event<T>(int index)
        where T : class => Slot(index).Context?.Event<T>();

    /// <summary>Sets a saga's result.</summary>
    public void SetResult(int index, StepResult result) => Slot(index).Result = result;

    /// <summary>Like <see cref="SagaContext.RecordAfter"/>, for one of the sagas.</summary>
    public SagaRecord RecordAfter(int index, StepResult result)
    {
        ref var slot = ref Slot(index);
        return slot.Context is { } context
            ? context.RecordAfter(result)
            : _runtime!.RecordAfterCarried(slot.Id, slot.State, Step, result);
    }

    /// <summary>Like <see cref="SagaContext.IsOwnRecord"/>, for one of the sagas.</summary>
    public bool IsOwnRecord(int index, SagaRecord stored) => Slot(index).Context?.IsOwnRecord(stored) == true;

    internal ref VectorSlot<TState> Slot(int index)
    {
        if ((uint)index >= (uint)Count)
        {
            ThrowOutOfRange(index, Count);
        }

        return ref _slots[index];
    }

    internal void Begin(DefinitionRuntime<TState> runtime, string step, EffectOperation operation, CancellationToken cancellationToken) =>
        (_runtime, Step, Operation, CancellationToken) = (runtime, step, operation, cancellationToken);

    internal void Add(VectorSlot<TState> slot)
    {
        if (Count == _slots.Length)
        {
            Array.Resize(ref _slots, Math.Max(16, _slots.Length * 2));
        }

        _slots[Count++] = slot;
    }

    internal void Clear() => Shorten(0);

    /// <summary>The same sagas in a vector that a call which is still going on does not know.</summary>
    internal SagaVector<TState> Copy() => new(0)
    {
        _slots = _slots.AsSpan(0, Count).ToArray(),
        _runtime = _runtime,
        Count = Count,
        Step = Step,
        Operation = Operation,
        CancellationToken = CancellationToken,
    };

    internal void Shorten(int count)
    {
        _slots.AsSpan(count, Count - count).Clear();
        Count = count;
    }

    [DoesNotReturn]
    private static void ThrowOutOfRange(int index, int count) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"The vector has {count} sagas.");
}
