using System.Numerics;
using Seckill.Sagas.Engine;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Runs;

/// <summary>How a saga ends, is parked, rests, or leaves.</summary>
internal sealed class Endings<TState>(DefinitionRuntime<TState> runtime)
    where TState : class
{
    private readonly SagaDefinition<TState> _definition = runtime.Definition;
    private readonly EngineParts _parts = runtime.Parts;

    public static void DemandEnlisted(StepNode<TState> node)
    {
        if (!node.Enlists)
        {
            throw new InvalidOperationException($"Step {node.Name} says that it recorded the saga. Say .EnlistsRecord() in the definition, or do not answer Recorded().");
        }
    }

    /// <summary>Sets the course to compensation.</summary>
    public static void Turn(SagaDefinition<TState> definition, ref Progress p, string? reason)
    {
        var undo = (p.Done | p.Unknown) & definition.Undoable;
        p.Status = SagaStatus.Compensating;
        p.Step = undo == 0 ? definition.StepCount : BitOperations.Log2(undo);
        p.Attempt = 0;
        p.Deadline = null;
        p.RestsUntil = null;
        p.Reason = reason;
    }

    /// <summary>Where the saga will be when a step has answered and its record is durable.</summary>
    public Progress After(SagaRun<TState> run, StepNode<TState> node, EffectOperation operation, StepResult result)
    {
        var p = run.P;
        p.Attempt = 0;
        p.RestsUntil = null;
        switch (result.Kind)
        {
            case StepResultKind.Fail when operation != EffectOperation.Undo:
                Turn(_definition, ref p, result.Reason);
                return p;
            case StepResultKind.Ok when operation == EffectOperation.Undo || node.Kind == StepKind.AfterCompensation:
                (p.Status, p.Step, p.Done, p.Unknown) = (SagaStatus.Compensated, _definition.Nodes.Length, 0, 0);
                return p;
            case StepResultKind.Ok:
                break;
            default:
                throw new ArgumentException($"Only Ok and Fail are followed by a record, not {result.Kind}.", nameof(result));
        }

        p.PastPivot |= node.IsPivot;
        if (operation == EffectOperation.Decision)
        {
            (p.Status, p.Step, p.Deadline) = (SagaStatus.Running, node.Index + 1, null);
            return p;
        }

        p.Done |= node.Bit;
        p.Unknown &= ~node.Bit;
        p.Step = node.Index + 1;
        while (p.Step < _definition.StepCount && _definition.Nodes[p.Step].Wait is null)
        {
            p.Step++;
        }

        var wait = p.Step < _definition.StepCount ? _definition.Nodes[p.Step].Wait : null;
        p.Status = wait is null ? SagaStatus.Completed : SagaStatus.Waiting;
        p.Deadline = wait?.Deadline?.Invoke(run.State, _parts.Now);
        return p;
    }

    public Next End(SagaRun<TState> run, SagaStatus status)
    {
        run.P.Status = status;
        run.P.Attempt = 0;
        run.P.Deadline = null;
        run.Note(status == SagaStatus.Completed ? SagaTimelineKind.Completed : SagaTimelineKind.Compensated, -1);
        if (!run.IsRecordedAhead)
        {
            run.Phase = Phase.End;
            return Next.Commit;
        }

        run.IsRecordedAhead = false;
        Ended(run);
        return Next.Go;
    }

    /// <summary>The saga's end is durable.</summary>
    public void Ended(SagaRun<TState> run)
    {
        _parts.Metrics.Ended(_definition.Name, run.P.Status);
        _parts.Watchers.Notify(run.Id);
        if (run.P.Status == SagaStatus.Compensated)
        {
            Log.Compensated(_parts.Logger, _definition.Name, run.Id, (_parts.Now - run.Journal.CreatedAt).TotalMilliseconds, run.P.Reason);
        }
        else
        {
            Log.StatusChanged(_parts.Logger, _definition.Name, run.Id, run.P.Status);
        }
    }

    /// <summary>Sends what is left to send, then lets the saga leave.</summary>
    public static async ValueTask<Next> SendLastEventsAsync(SagaRun<TState> run)
    {
        if (!run.HasEvents)
        {
            return Next.Leave;
        }

        // The record on disk is due once more for these events: with them sent it need not be, without them it is due later.
        var isSent = await run.SendEventsAsync().ConfigureAwait(false);
        if (!isSent && !run.IsClaimed)
        {
            return Next.Leave;
        }

        // What the bus has just refused is not sent once more for having been recorded once more.
        var slot = run.Journal.Slot;
        var send = slot.EventsDurable;
        slot.EventsDurable = isSent ? send : null;
        var isDurable = await run.Journal.CommitAsync().ConfigureAwait(false);
        slot.EventsDurable = send;
        return isDurable ? Next.Leave : Next.Drop;
    }

    /// <summary>Leaves the saga to the store until it is tried again.</summary>
    public static async ValueTask<Next> RestAsync(SagaRun<TState> run, DateTimeOffset until)
    {
        if (run.IsRecordedAhead)
        {
            // The record that is durable already stands behind the steps that are given up here.
            return Next.Drop;
        }

        run.P.RestsUntil = until;
        run.P.Unknown |= run.P.Status == SagaStatus.Running ? run.Zone & ~run.P.Done : 0;
        return await run.Journal.CommitAsync().ConfigureAwait(false) ? Next.Leave : Next.Drop;
    }

    public Next Overtaken(SagaRun<TState> run)
    {
        run.Carrier?.Give(_parts.Work, SagaRunOutcome.Overtaken);
        return Next.Drop;
    }

    public void Park(SagaRun<TState> run, string? reason)
    {
        run.P.ParkedFrom = run.P.Status == SagaStatus.Parked ? run.P.ParkedFrom : run.P.Status;
        run.P.Status = SagaStatus.Parked;
        run.P.RestsUntil = null;
        run.P.Reason = reason;
        run.Note(SagaTimelineKind.Parked, run.P.Step, run.P.Attempt, reason);
        Log.Parked(_parts.Logger, _definition.Name, run.Id, _definition.Nodes[Math.Min(run.P.Step, _definition.Nodes.Length - 1)].Name, reason);
        _parts.Metrics.Ended(_definition.Name, SagaStatus.Parked);
    }

    public async ValueTask<Next> ParkAsync(SagaRun<TState> run, string? reason, StepEnd end)
    {
        if (end.Kind == StepEndKind.Exhausted)
        {
            LogExhausted(run, end);
        }

        run.P.Unknown |= run.P.Status == SagaStatus.Running ? run.Zone & ~run.P.Done : 0;
        Park(run, reason);
        if (!await run.Journal.CommitAsync().ConfigureAwait(false))
        {
            return Next.Drop;
        }

        _parts.Watchers.Notify(run.Id);
        return Next.Go;
    }

    /// <summary>A fault outside the steps, such as a state that cannot be written: the saga is parked on what is durable.</summary>
    public void Fault(SagaRun<TState> run, Exception fault)
    {
        try
        {
            if (!_parts.IsStopping)
            {
                Log.RunFaulted(_parts.Logger, _definition.Name, run.Id, fault);
            }
        }
        finally
        {
            run.Abandon(fault);
            if (run.Journal.HasDurableRecord && !_parts.IsStopping)
            {
                _parts.Upkeep?.Invoke($"saga {run.Id}", () => RecordEdits.ParkAsync(_parts, run.Id, fault.Message));
            }
        }
    }

    private void LogExhausted(SagaRun<TState> run, in StepEnd end)
    {
        var node = _definition.Nodes[run.P.Step];
        if (run.P.Status == SagaStatus.Compensating && run.P.Step < _definition.StepCount)
        {
            Log.UndoFailed(_parts.Logger, _definition.Name, run.Id, node.Name, end.Result.Kind, end.Result.Reason, 0, 0, end.Exception);
            return;
        }

        Log.Exhausted(
            _parts.Logger,
            _definition.Name,
            run.Id,
            node.Name,
            end.Attempts,
            node.RetryOf(node.ActionOperation).Max,
            end.Result.Kind,
            end.Result.Reason,
            "it needs an operator",
            end.Exception);
    }
}
