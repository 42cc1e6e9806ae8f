using Seckill.Sagas.Engine;
using Seckill.Sagas.Runs;

namespace Seckill.Sagas;

/// <summary>
/// The best-effort steps between a step that recorded its sagas and the wait they stand at by that record. What does not go well for the whole
/// vector at once goes on one by one.
/// </summary>
internal sealed class CarriedRest<TState>(DefinitionRuntime<TState> runtime, int from)
    where TState : class
{
    private readonly EngineParts _parts = runtime.Parts;
    private readonly StepNode<TState>[] _nodes = [.. runtime.Definition.Nodes.Take(runtime.Definition.StepCount).Skip(from).TakeWhile(n => n.Wait is null)];

    public bool IsEmpty => _nodes.Length == 0;

    /// <returns>The vector, when nobody else knows it any more; null when a call with it may still be going on.</returns>
    public async ValueTask<SagaVector<TState>?> RunAsync(SagaVector<TState> vector)
    {
        var isMine = true;
        foreach (var node in _nodes)
        {
            if (node.Action!.Vector is not { } call || node.Events.Count > 0 || _parts.IsIntercepted)
            {
                OneByOne(vector, node, useResults: false);
                break;
            }

            vector.Begin(runtime, node.Name, EffectOperation.Action, CancellationToken.None);
            ClearResults(vector);
            try
            {
                await call(vector).AsTask().WaitAsync(node.Timeout, _parts.Time).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                if (fault is TimeoutException)
                {
                    isMine = false;
                    vector = vector.Copy();
                }

                Fail(vector, TryEnd.Of(fault).Result);
            }

            OneByOne(vector, node, useResults: true);
        }

        return isMine ? vector : null;
    }

    private static void ClearResults(SagaVector<TState> vector)
    {
        for (var i = 0; i < vector.Count; i++)
        {
            vector.Slot(i).Result = default;
        }
    }

    private static void Fail(SagaVector<TState> vector, StepResult result)
    {
        for (var i = 0; i < vector.Count; i++)
        {
            vector.SetResult(i, result);
        }
    }

    /// <summary>Gives sagas runs of their own: all of them, or those whose step did not go well. The others stay in the vector.</summary>
    private void OneByOne(SagaVector<TState> vector, StepNode<TState> node, bool useResults)
    {
        var kept = 0;
        for (var i = 0; i < vector.Count; i++)
        {
            ref var slot = ref vector.Slot(i);
            if (useResults && slot.Result.Kind == StepResultKind.Ok)
            {
                vector.Slot(kept++) = slot;
            }
            else
            {
                Start(slot.Id, slot.State, node, useResults ? slot.Result : null);
            }
        }

        vector.Shorten(kept);
    }

    // Without room, or with the saga in memory for an event already, the step is given up: its effort was the best.
    private void Start(SagaId id, TState state, StepNode<TState> node, StepResult? result)
    {
        if (!_parts.Runs.HasRoom || !_parts.Shards.TryPick(id, null, out var lease))
        {
            return;
        }

        var run = runtime.Carry(id, state, lease, node.Index);
        run.Journal.TakeRecorded();
        run.IsRecordedAhead = true;
        run.FirstResult = result;
        if (_parts.Runs.TryEnter(run))
        {
            _parts.Work.Add(run);
        }
    }
}
