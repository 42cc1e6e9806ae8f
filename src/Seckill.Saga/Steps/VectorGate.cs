using Seckill.Sagas.Engine;
using Seckill.Sagas.Working;

namespace Seckill.Sagas;

/// <summary>Gathers sagas that come to a vectorised step one by one.</summary>
internal sealed class VectorGate<TState>
    where TState : class
{
    private readonly DefinitionRuntime<TState> _runtime;
    private readonly StepNode<TState> _node;
    private readonly StepCall<TState> _call;
    private readonly EffectOperation _operation;
    private readonly EngineParts _parts;
    private readonly Batcher<VectorTry<TState>> _batcher;

    public VectorGate(DefinitionRuntime<TState> runtime, StepNode<TState> node, StepCall<TState> call, EffectOperation operation)
    {
        (_runtime, _node, _call, _operation, _parts) = (runtime, node, call, operation, runtime.Parts);
        _batcher = new Batcher<VectorTry<TState>>(_parts.Work, call.Limits.MaxBatch, call.Limits.Lanes, RunAsync);
    }

    public ValueTask<StepResult> AddAsync(StepContext<TState> context)
    {
        var entry = new VectorTry<TState>(context);
        _batcher.Add(entry);
        return new(entry.Task);
    }

    private async ValueTask RunAsync(VectorTry<TState>[] tries, int count)
    {
        var vector = new SagaVector<TState>(count);
        using var cancellation = new CancellationTokenSource();
        vector.Begin(_runtime, _node.Name, _operation, cancellation.Token);

        // One whose try was given up while it waited here is on its way to the next try, which comes here too.
        count = DropGivenUp(tries, count);
        if (count == 0)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            var context = tries[i].Context;
            vector.Add(new VectorSlot<TState> { Id = context.Saga, State = context.State, Attempt = context.Attempt, Context = context });
        }

        var fault = await CallAsync(vector, cancellation).ConfigureAwait(false);
        for (var i = 0; i < count; i++)
        {
            if (vector.Slot(i).Result is { Kind: not StepResultKind.None } result)
            {
                tries[i].Give(_parts.Work, result);
            }
            else
            {
                tries[i].Fault(_parts.Work, fault ?? new InvalidOperationException($"The vectorised step {_node.Name} gave no result for a saga."));
            }
        }
    }

    private static int DropGivenUp(VectorTry<TState>[] tries, int count)
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (!tries[i].Context.IsGivenUp)
            {
                tries[kept++] = tries[i];
            }
        }

        return kept;
    }

    // The lane does not stay with a call that never ends; the vector does.
    private async ValueTask<Exception?> CallAsync(SagaVector<TState> vector, CancellationTokenSource cancellation)
    {
        try
        {
            var call = _call.Vector!(vector);
            if (!call.IsCompletedSuccessfully)
            {
                await call.AsTask().WaitAsync(_node.Timeout, _parts.Time).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            cancellation.Cancel();
            return fault;
        }
    }
}
