using System.Numerics;
using Seckill.Sagas.Engine;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Runs;

/// <summary>What a saga does while it is being undone.</summary>
internal sealed class BackwardPath<TState>(DefinitionRuntime<TState> runtime)
    where TState : class
{
    private readonly SagaDefinition<TState> _definition = runtime.Definition;
    private readonly EngineParts _parts = runtime.Parts;

    /// <summary>Turns the saga to compensation, durably before anything is undone: a crash must not let it go forward again.</summary>
    /// <param name="run">The saga.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">The step it turns at.</param>
    /// <param name="isRecorded">True when that step's own transaction holds this turn.</param>
    public async ValueTask<Next> TurnAsync(SagaRun<TState> run, string reason, StepNode<TState> at, bool isRecorded)
    {
        run.P.Unknown |= run.Zone & ~run.P.Done;
        run.Zone = 0;
        Endings<TState>.Turn(_definition, ref run.P, reason);
        run.Note(SagaTimelineKind.TurnedBack, at.Index, 0, reason);
        if (isRecorded)
        {
            Endings<TState>.DemandEnlisted(at);
            run.Journal.TakeRecorded();
        }
        else if (!await run.Journal.CommitAsync().ConfigureAwait(false))
        {
            return Next.Drop;
        }

        Log.TurnedBack(_parts.Logger, _definition.Name, run.Id, at.Name, reason, Pending(run.P).Count(), Names(run.P));
        return Next.Go;
    }

    public void LogExhausted(SagaRun<TState> run, StepNode<TState> node, in StepEnd end)
    {
        var undone = Pending(run.P).ToList();
        Log.Exhausted(
            _parts.Logger,
            _definition.Name,
            run.Id,
            node.Name,
            end.Attempts,
            node.RetryOf(node.ActionOperation).Max,
            end.Result.Kind,
            end.Result.Reason,
            $"compensating {undone.Count} step(s): {string.Join(" -> ", undone.Select(n => n.Name))}",
            end.Exception);
    }

    public ValueTask<Next> AdvanceAsync(SagaRun<TState> run)
    {
        run.P.RestsUntil = null;
        var undo = (run.P.Done | run.P.Unknown) & _definition.Undoable;
        var step = undo != 0 ? BitOperations.Log2(undo) : Math.Max(run.P.Step, _definition.StepCount);
        if (step != run.P.Step)
        {
            (run.P.Step, run.P.Attempt) = (step, 0);
        }

        if (undo == 0 && step >= _definition.Nodes.Length)
        {
            return new(runtime.Endings.End(run, SagaStatus.Compensated));
        }

        if (_parts.IsStopping)
        {
            return Endings<TState>.RestAsync(run, _parts.Now);
        }

        run.Journal.RecordInPassing(step);
        return StepAsync(run, _definition.Nodes[step], undo != 0);
    }

    private async ValueTask<Next> StepAsync(SagaRun<TState> run, StepNode<TState> node, bool isUndo)
    {
        if (node.Enlists && !await run.Journal.SettleAsync().ConfigureAwait(false))
        {
            return Next.Drop;
        }

        if (run.P.Status == SagaStatus.Parked)
        {
            return Next.Go;
        }

        var operation = isUndo ? EffectOperation.Undo : EffectOperation.Action;
        var end = await run.TryStepAsync(node, operation, mayRest: !run.IsRecordedAhead).ConfigureAwait(false);
        run.P.Attempt = end.Attempts;
        switch (end.Kind)
        {
            case StepEndKind.Ok:
                Pass(run, node, end, isUndo);
                return Next.Go;
            case StepEndKind.Overtaken:
                return runtime.Endings.Overtaken(run);
            case StepEndKind.Rest:
                return await Endings<TState>.RestAsync(run, end.RestUntil!.Value).ConfigureAwait(false);
            case var _ when node.BestEffort && !isUndo:
                runtime.Forward.GiveUp(run, node, end);
                run.P.Unknown &= ~node.Bit;
                run.P.Step++;
                run.P.Attempt = 0;
                return Next.Go;
            default:
                return await runtime.Endings.ParkAsync(run, end.Result.Reason, end).ConfigureAwait(false);
        }
    }

    private void Pass(SagaRun<TState> run, StepNode<TState> node, in StepEnd end, bool isUndo)
    {
        if (isUndo)
        {
            run.P.Done &= ~node.Bit;
            run.P.Unknown &= ~node.Bit;
            run.Note(SagaTimelineKind.Undone, node.Index, end.Attempts);
            if (end.Published is not null)
            {
                run.AddPublished(end.Published);
            }

            run.Journal.Changed(isUrgent: node.Guarantee == Guarantee.AtLeastOnce);
            Log.StepUndone(_parts.Logger, _definition.Name, run.Id, node.Name, end.Attempts, node.RetryOf(EffectOperation.Undo).Max);
        }
        else
        {
            runtime.Forward.Pass(run, node, end);
            run.P.Step++;
        }

        run.P.Attempt = 0;
        if (end.Result.IsRecorded)
        {
            Endings<TState>.DemandEnlisted(node);
            run.Journal.TakeRecorded();
            run.IsRecordedAhead = true;
        }
    }

    private IEnumerable<StepNode<TState>> Pending(Progress p) =>
        _definition.Nodes.Where(n => ((p.Done | p.Unknown) & _definition.Undoable & n.Bit) != 0).Reverse();

    private string Names(in Progress p) => string.Join(" -> ", Pending(p).Select(n => n.Name));
}
