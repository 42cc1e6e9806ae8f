using Seckill.Sagas.Engine;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Runs;

/// <summary>What a saga does while it goes forward.</summary>
internal sealed class ForwardPath<TState>(DefinitionRuntime<TState> runtime)
    where TState : class
{
    private readonly SagaDefinition<TState> _definition = runtime.Definition;
    private readonly EngineParts _parts = runtime.Parts;

    public ValueTask<Next> AdvanceAsync(SagaRun<TState> run)
    {
        run.P.RestsUntil = null;
        if (run.P.Step >= _definition.StepCount)
        {
            return new(runtime.Endings.End(run, SagaStatus.Completed));
        }

        if (_parts.IsStopping)
        {
            return Endings<TState>.RestAsync(run, _parts.Now);
        }

        var node = _definition.Nodes[run.P.Step];
        return node.Wait is not null ? runtime.Waits.ArriveAsync(run, node)
            : node.Group is null ? StepAsync(run, node)
            : GroupAsync(run, node);
    }

    /// <summary>Goes on behind a step that is in place.</summary>
    public void Pass(SagaRun<TState> run, StepNode<TState> node, in StepEnd end)
    {
        run.P.Done |= node.Bit;
        run.P.Unknown &= ~node.Bit;
        run.P.PastPivot |= node.IsPivot;
        run.Note(SagaTimelineKind.Done, node.Index, end.Attempts);
        run.AddEvents(node, end.Published);
        run.Journal.HasLooseSteps |= node.Guarantee == Guarantee.AtLeastOnce;
        run.Journal.Changed(isUrgent: node.Guarantee == Guarantee.AtLeastOnce);
        Log.StepDone(_parts.Logger, _definition.Name, run.Id, node.Name, end.Attempts);
    }

    /// <summary>Goes on behind a step that is not in place and need not be.</summary>
    public void GiveUp(SagaRun<TState> run, StepNode<TState> node, in StepEnd end)
    {
        run.P.Unknown |= end.WasUnknown ? node.Bit : 0;
        run.Note(SagaTimelineKind.GivenUp, node.Index, end.Attempts, end.Result.Reason);
        run.Journal.Changed();
        Log.GivenUp(_parts.Logger, _definition.Name, run.Id, node.Name, end.Result.Reason);
    }

    private ValueTask<Next> StepAsync(SagaRun<TState> run, StepNode<TState> node)
    {
        if (node.Enlists || (node.IsPivot && run.Journal.HasLooseSteps))
        {
            return SettledStepAsync(run, node);
        }

        run.Journal.RecordInPassing(node.Index);
        return TryAsync(run, node);
    }

    /// <summary>A step before which the last record has to be durable.</summary>
    private async ValueTask<Next> SettledStepAsync(SagaRun<TState> run, StepNode<TState> node)
    {
        // Behind a step that a second run could see end otherwise, the way to the pivot is only certain once it is recorded.
        if (node.IsPivot && run.Journal.HasLooseSteps)
        {
            if (!await run.Journal.CommitAsync().ConfigureAwait(false))
            {
                return Next.Drop;
            }
        }
        else
        {
            run.Journal.RecordInPassing(node.Index);
        }

        if (node.Enlists && !await run.Journal.SettleAsync().ConfigureAwait(false))
        {
            return Next.Drop;
        }

        return run.P.Status == SagaStatus.Parked ? Next.Go : await TryAsync(run, node).ConfigureAwait(false);
    }

    private ValueTask<Next> TryAsync(SagaRun<TState> run, StepNode<TState> node)
    {
        // As behind an async method: what a step sets in the ambient context is not there for the next.
        var context = ExecutionContext.Capture();
        var trying = run.TryStepAsync(node, EffectOperation.Action, mayRest: !run.IsRecordedAhead);
        if (context is not null && ExecutionContext.Capture() != context)
        {
            ExecutionContext.Restore(context);
        }

        return trying.IsCompletedSuccessfully ? BehindAsync(run, node, trying.Result) : AwaitAsync(run, node, trying);
    }

    private async ValueTask<Next> AwaitAsync(SagaRun<TState> run, StepNode<TState> node, ValueTask<StepEnd> trying)
    {
        var started = _parts.Time.GetTimestamp();
        var end = await trying.ConfigureAwait(false);
        runtime.NoteTime(node.Index, _parts.Time.GetElapsedTime(started));
        return await BehindAsync(run, node, end).ConfigureAwait(false);
    }

    /// <summary>What follows from a step's end.</summary>
    private ValueTask<Next> BehindAsync(SagaRun<TState> run, StepNode<TState> node, in StepEnd end)
    {
        run.P.Attempt = end.Attempts;
        switch (end.Kind)
        {
            case StepEndKind.Ok:
                Pass(run, node, end);
                TakeRecorded(run, node, end);
                Behind(run, node.Index + 1);
                return new(Next.Go);
            case StepEndKind.Overtaken:
                return new(runtime.Endings.Overtaken(run));
            case StepEndKind.Rest:
                run.P.Unknown |= end.WasUnknown ? node.Bit : 0;
                return Endings<TState>.RestAsync(run, end.RestUntil!.Value);
            default:
                return MissAsync(run, node, end);
        }
    }

    private async ValueTask<Next> GroupAsync(SagaRun<TState> run, StepNode<TState> first)
    {
        run.Journal.RecordInPassing(first.Index);
        var nodes = _definition.Nodes.Where(n => n.Group == first.Group).ToArray();
        var waiting = nodes.Where(n => (run.P.Done & n.Bit) == 0).ToArray();
        var tries = Array.ConvertAll(waiting, n => runtime.Steps
            .RunAsync(run.NewContext(), n, EffectOperation.Action, attempts: 0, signal: null, mayRest: false).AsTask());
        var ends = await Task.WhenAll(tries).ConfigureAwait(false);
        StepNode<TState>? missed = null;
        var missedEnd = default(StepEnd);
        for (var i = 0; i < waiting.Length; i++)
        {
            var (node, end) = (waiting[i], ends[i]);
            if (end.Kind == StepEndKind.Ok)
            {
                Pass(run, node, end);
            }
            else if (node.BestEffort && end.Kind is StepEndKind.Fail or StepEndKind.Exhausted)
            {
                GiveUp(run, node, end);
            }
            else
            {
                run.P.Unknown |= end.WasUnknown ? node.Bit : 0;
                (missed, missedEnd) = Worse(missed, missedEnd, node, end);
            }
        }

        switch (missedEnd.Kind)
        {
            case var _ when missed is null:
                Behind(run, nodes[^1].Index + 1);
                return Next.Go;
            case StepEndKind.Overtaken:
                return runtime.Endings.Overtaken(run);
            case StepEndKind.Rest:
                return await Endings<TState>.RestAsync(run, missedEnd.RestUntil!.Value).ConfigureAwait(false);
            default:
                return await MissAsync(run, missed!, missedEnd).ConfigureAwait(false);
        }
    }

    // A refusal or used-up tries decide the group; a rest only delays it.
    private static (StepNode<TState>? Node, StepEnd End) Worse(StepNode<TState>? known, StepEnd knownEnd, StepNode<TState> node, StepEnd end) =>
        known is null || (knownEnd.Kind == StepEndKind.Rest && end.Kind != StepEndKind.Rest) ? (node, end) : (known, knownEnd);

    // Of a parallel group, an earlier run may have done any of the others.
    private ulong UpTo(StepNode<TState> node)
    {
        var last = node.Group is null ? node : Array.FindLast(_definition.Nodes, n => n.Group == node.Group)!;
        return last.Bit | (last.Bit - 1);
    }

    private static void Behind(SagaRun<TState> run, int step)
    {
        run.P.Step = step;
        run.P.Attempt = 0;
    }

    private static void TakeRecorded(SagaRun<TState> run, StepNode<TState> node, in StepEnd end)
    {
        if (!end.Result.IsRecorded)
        {
            return;
        }

        Endings<TState>.DemandEnlisted(node);
        run.Journal.TakeRecorded();
        run.IsRecordedAhead = true;
    }

    /// <summary>A step refused, or its tries ran out.</summary>
    private async ValueTask<Next> MissAsync(SagaRun<TState> run, StepNode<TState> node, StepEnd end)
    {
        var isRefused = end.Kind == StepEndKind.Fail;
        run.Note(isRefused ? SagaTimelineKind.Refused : SagaTimelineKind.Exhausted, node.Index, end.Attempts, end.Result.Reason);
        if (node.BestEffort)
        {
            GiveUp(run, node, end);
            Behind(run, node.Index + 1);
            return Next.Go;
        }

        run.P.Unknown |= end.WasUnknown ? node.Bit : 0;
        if (node.Kind == StepKind.Retriable || (node.IsPivot && !isRefused))
        {
            return await runtime.Endings.ParkAsync(run, end.Result.Reason, end).ConfigureAwait(false);
        }

        if (isRefused && node.Guarantee == Guarantee.Guarded)
        {
            // A guarded refusal was one in every earlier run too: none got further than here.
            run.Zone &= UpTo(node) & ~node.Bit;
        }

        if (((run.Zone | run.P.Unknown) & _definition.PivotBit & ~node.Bit) != 0)
        {
            return await runtime.Endings.ParkAsync(run, $"{end.Result.Reason}; an earlier run may have passed the pivot", end).ConfigureAwait(false);
        }

        if (!isRefused)
        {
            runtime.Backward.LogExhausted(run, node, end);
        }

        return await runtime.Backward.TurnAsync(run, end.Result.Reason ?? node.Name, node, end.Result.IsRecorded).ConfigureAwait(false);
    }
}
