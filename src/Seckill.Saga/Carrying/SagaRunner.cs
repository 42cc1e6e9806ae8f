using System.Collections.Concurrent;
using Seckill.Sagas.Engine;
using Seckill.Sagas.Runs;
using Seckill.Sagas.Working;

namespace Seckill.Sagas;

/// <summary>
/// The way of a whole vector through one step. A saga whose step recorded it needs nothing of its own here; any other gets a run that begins with
/// the step's answer.
/// </summary>
internal sealed class SagaRunner<TState>(DefinitionRuntime<TState> runtime, StepNode<TState> node) : ISagaRunner<TState>
    where TState : class
{
    private readonly EngineParts _parts = runtime.Parts;
    private readonly CarriedRest<TState> _rest = new(runtime, node.Index + 1);
    private readonly ConcurrentQueue<SagaVector<TState>> _pool = new();

    public async ValueTask RunAsync(ReadOnlyMemory<SagaStart<TState>> starts, Memory<SagaRunOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outcomes.Length, starts.Length);
        if (_parts.IsStopping || _parts.Shards.Leases.Count == 0)
        {
            outcomes.Span[..starts.Length].Fill(SagaRunOutcome.Rejected);
            return;
        }

        outcomes.Span[..starts.Length].Fill(SagaRunOutcome.Unknown);
        var vector = _pool.TryDequeue(out var pooled) ? pooled : new SagaVector<TState>(starts.Length);
        var slow = Fill(vector, starts.Span);
        if (vector.Count > 0)
        {
            vector = await CallAsync(vector).ConfigureAwait(false);
        }

        slow = Sort(vector, outcomes.Span, slow);
        if (_rest.IsEmpty || vector.Count == 0)
        {
            Return(vector);
        }
        else
        {
            _parts.Work.Add(new CarriedRestItem<TState>(_rest, vector, Return));
        }

        if (slow is not null)
        {
            await WaitAsync(slow, outcomes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Puts the sagas into the vector, but for those that are answered in the step's place.</summary>
    private List<SlowStart<TState>>? Fill(SagaVector<TState> vector, ReadOnlySpan<SagaStart<TState>> starts)
    {
        List<SlowStart<TState>>? slow = null;
        vector.Begin(runtime, node.Name, EffectOperation.Action, CancellationToken.None);
        for (var i = 0; i < starts.Length; i++)
        {
            ref readonly var start = ref starts[i];
            if (node.Action!.Vector is null)
            {
                (slow ??= []).Add(new SlowStart<TState>(start.Id, start.State, null, i));
            }
            else if (_parts.IsIntercepted
                && _parts.TryIntercept(new SagaStepCall(runtime.Definition.Name, start.Id, node.Name, EffectOperation.Action, 1, start.State), out var answer))
            {
                (slow ??= []).Add(new SlowStart<TState>(start.Id, start.State, answer, i));
            }
            else
            {
                vector.Add(new VectorSlot<TState> { Id = start.Id, State = start.State, Attempt = 1, Origin = i });
            }
        }

        return slow;
    }

    /// <returns>The vector with the results; another one when the call may still be going on with this one.</returns>
    private async ValueTask<SagaVector<TState>> CallAsync(SagaVector<TState> vector)
    {
        try
        {
            var call = node.Action!.Vector!(vector);
            if (!call.IsCompletedSuccessfully)
            {
                await call.AsTask().WaitAsync(node.Timeout, _parts.Time).ConfigureAwait(false);
            }

            return vector;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            vector = fault is TimeoutException ? vector.Copy() : vector;
            for (var i = 0; i < vector.Count; i++)
            {
                ref var slot = ref vector.Slot(i);
                slot.Result = slot.Result.Kind == StepResultKind.None ? TryEnd.Of(fault).Result : slot.Result;
            }

            return vector;
        }
    }

    /// <summary>Answers for what is durable, and leaves in the vector only what is and has steps left to do.</summary>
    private List<SlowStart<TState>>? Sort(SagaVector<TState> vector, Span<SagaRunOutcome> outcomes, List<SlowStart<TState>>? slow)
    {
        var kept = 0;
        for (var i = 0; i < vector.Count; i++)
        {
            ref var slot = ref vector.Slot(i);
            if (slot.Result.Kind == StepResultKind.Overtaken)
            {
                outcomes[slot.Origin] = SagaRunOutcome.Overtaken;
            }
            else if (slot.Result is { Kind: StepResultKind.Ok, IsRecorded: true } && node.Enlists && node.Events.Count == 0)
            {
                outcomes[slot.Origin] = SagaRunOutcome.Durable;
                vector.Slot(kept++) = slot;
            }
            else
            {
                (slow ??= []).Add(new SlowStart<TState>(slot.Id, slot.State, slot.Result, slot.Origin));
            }
        }

        vector.Shorten(kept);
        return slow;
    }

    private async ValueTask WaitAsync(List<SlowStart<TState>> slow, Memory<SagaRunOutcome> outcomes, CancellationToken cancellationToken)
    {
        var carriers = new Task<SagaRunOutcome>[slow.Count];
        for (var i = 0; i < carriers.Length; i++)
        {
            carriers[i] = Start(slow[i]);
        }

        for (var i = 0; i < carriers.Length; i++)
        {
            var outcome = await carriers[i].WaitAsync(cancellationToken).ConfigureAwait(false);
            outcomes.Span[slow[i].Origin] = outcome;
        }
    }

    private Task<SagaRunOutcome> Start(SlowStart<TState> start)
    {
        if (!_parts.Runs.HasRoom || !_parts.Shards.TryPick(start.Id, null, out var lease))
        {
            return Task.FromResult(SagaRunOutcome.Unknown);
        }

        var carrier = new Reply<SagaRunOutcome>();
        var run = runtime.Carry(start.Id, start.State, lease, node.Index);
        run.Carrier = carrier;
        run.FirstResult = start.Result;
        if (!_parts.Runs.TryEnter(run))
        {
            // Somebody started it before, or it goes on from its record: what he hears is the answer here too.
            return (_parts.Runs.TryFind(start.Id, out var known) ? known!.FindCarrying(start.Id) : null)?.Share(_parts.Work) ?? Task.FromResult(SagaRunOutcome.Unknown);
        }

        _parts.Work.Add(run);
        return carrier.Task;
    }

    private void Return(SagaVector<TState> vector)
    {
        vector.Clear();
        _pool.Enqueue(vector);
    }
}
