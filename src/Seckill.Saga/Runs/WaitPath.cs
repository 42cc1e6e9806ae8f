using Seckill.Sagas.Engine;

namespace Seckill.Sagas.Runs;

/// <summary>What a saga does at a wait.</summary>
internal sealed class WaitPath<TState>(DefinitionRuntime<TState> runtime)
    where TState : class
{
    private const string DeadlinePassed = "the deadline passed";

    private readonly SagaDefinition<TState> _definition = runtime.Definition;
    private readonly EngineParts _parts = runtime.Parts;

    /// <summary>The first wait from a step on that takes such events and has none yet.</summary>
    public StepNode<TState>? Ahead(int step, string eventType, IReadOnlyList<SagaIncoming>? inbox)
    {
        for (var i = step; i < _definition.StepCount; i++)
        {
            var node = _definition.Nodes[i];
            if (node.Wait?.EventType == eventType && (inbox is null || !inbox.Any(e => e.State == SagaIncomingState.Buffered && e.Wait == node.Name)))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>The saga came to a wait.</summary>
    public ValueTask<Next> ArriveAsync(SagaRun<TState> run, StepNode<TState> node)
    {
        run.Zone = 0;
        if (!run.IsRecordedAhead && Buffered(run, node) is { } early)
        {
            return SettleAsync(run, node, new WaitSignal(node.Wait!.Read(early.Payload), early.EventId, null));
        }

        var now = _parts.Now;
        run.P.Status = SagaStatus.Waiting;
        run.P.Attempt = 0;
        run.P.Deadline = node.Wait!.Deadline?.Invoke(run.State, now);
        run.Note(SagaTimelineKind.Waiting, node.Index);
        if (run.IsRecordedAhead)
        {
            run.IsRecordedAhead = false;
        }
        else if (run.P.Deadline is null || run.P.Deadline > now)
        {
            run.Phase = Phase.Wait;
            return new(Next.Commit);
        }

        return new(Next.Go);
    }

    /// <summary>The saga waits: looks for what ends the wait, sends what is left to send, and leaves.</summary>
    public ValueTask<Next> AdvanceAsync(SagaRun<TState> run)
    {
        var node = _definition.Nodes[run.P.Step];
        if (Buffered(run, node) is { } early)
        {
            return SettleAsync(run, node, new WaitSignal(node.Wait!.Read(early.Payload), early.EventId, null));
        }

        if (run.P.Deadline is { } deadline && deadline <= _parts.Now)
        {
            return SettleAsync(run, node, default);
        }

        return run.HasEvents ? Endings<TState>.SendLastEventsAsync(run) : new(Next.Leave);
    }

    /// <summary>Ends the wait by an event, a cancellation or the deadline.</summary>
    public async ValueTask<Next> SettleAsync(SagaRun<TState> run, StepNode<TState> node, WaitSignal signal)
    {
        if (node.Action is null)
        {
            return signal.IsEvent || (signal.Value is null && node.Wait!.OnTimeout == Then.Continue)
                ? await AcceptAsync(run, node, signal, isRecorded: false).ConfigureAwait(false)
                : await RefuseAsync(run, node, signal, (signal.Value as SagaCancel)?.Reason ?? DeadlinePassed, isRecorded: false).ConfigureAwait(false);
        }

        if (node.Enlists && !await run.Journal.SettleAsync().ConfigureAwait(false))
        {
            signal.AskAgain(_parts.Work);
            return Next.Drop;
        }

        if (run.P.Status == SagaStatus.Parked)
        {
            signal.Give(_parts.Work, Next.Go, new RaiseResult(RaiseOutcome.Parked, run.Id, run.P.Reason), CancelSagaOutcome.Parked);
            return Next.Go;
        }

        run.Deciding = signal;
        var end = await run.TryStepAsync(node, EffectOperation.Decision, signal.Value, mayRest: false).ConfigureAwait(false);
        run.Deciding = default;
        run.P.Attempt = end.Attempts;
        switch (end.Kind)
        {
            case StepEndKind.Ok:
                if (end.Published is not null)
                {
                    run.AddPublished(end.Published);
                }

                return await AcceptAsync(run, node, signal, end.Result.IsRecorded).ConfigureAwait(false);
            case StepEndKind.Fail:
                return await RefuseAsync(run, node, signal, end.Result.Reason ?? DeadlinePassed, end.Result.IsRecorded).ConfigureAwait(false);
            case StepEndKind.Overtaken:
                signal.AskAgain(_parts.Work);
                return runtime.Endings.Overtaken(run);
            case StepEndKind.Rest:
                // The engine stops; the record still says that the saga waits.
                signal.Reject(_parts.Work, run.Id);
                run.P.Attempt = 0;
                return Next.Drop;
            default:
                var next = await runtime.Endings.ParkAsync(run, end.Result.Reason, end).ConfigureAwait(false);
                signal.Give(_parts.Work, next, new RaiseResult(RaiseOutcome.Parked, run.Id, end.Result.Reason), CancelSagaOutcome.Parked);
                return next;
        }
    }

    private async ValueTask<Next> AcceptAsync(SagaRun<TState> run, StepNode<TState> node, WaitSignal signal, bool isRecorded)
    {
        if (signal.IsEvent)
        {
            node.Wait!.OnEvent?.Invoke(run.State, signal.Value!);
            run.SetIncoming(new SagaIncoming(node.Name, signal.EventId!, SagaIncomingState.Accepted, default));
        }

        run.Note(signal.IsEvent ? SagaTimelineKind.EventAccepted : SagaTimelineKind.DeadlinePassed, node.Index, 0, signal.EventId);
        run.P.Step = node.Index + 1;
        run.P.Attempt = 0;
        run.P.Status = SagaStatus.Running;
        run.P.Deadline = null;
        run.P.PastPivot |= node.IsPivot;
        var next = await RecordAsync(run, node, isRecorded).ConfigureAwait(false);
        signal.Give(_parts.Work, next, new RaiseResult(RaiseOutcome.Accepted, run.Id), CancelSagaOutcome.TooLate);
        return next;
    }

    private async ValueTask<Next> RefuseAsync(SagaRun<TState> run, StepNode<TState> node, WaitSignal signal, string reason, bool isRecorded)
    {
        if (signal.IsEvent)
        {
            run.SetIncoming(new SagaIncoming(node.Name, signal.EventId!, SagaIncomingState.Refused, default));
            run.Note(SagaTimelineKind.Refused, node.Index, 0, $"{signal.EventId}: {reason}");
        }
        else
        {
            run.Note(signal.Value is SagaCancel ? SagaTimelineKind.CancelRequested : SagaTimelineKind.DeadlinePassed, node.Index, 0, reason);
        }

        var next = run.P.PastPivot
            ? await runtime.Endings.ParkAsync(run, $"{reason}; the pivot is passed", default).ConfigureAwait(false)
            : await runtime.Backward.TurnAsync(run, reason, node, isRecorded).ConfigureAwait(false);
        signal.Give(_parts.Work, next, new RaiseResult(RaiseOutcome.Refused, run.Id, reason), CancelSagaOutcome.Cancelled);
        return next;
    }

    private static async ValueTask<Next> RecordAsync(SagaRun<TState> run, StepNode<TState> node, bool isRecorded)
    {
        if (!isRecorded)
        {
            return await run.Journal.CommitAsync().ConfigureAwait(false) ? Next.Go : Next.Drop;
        }

        Endings<TState>.DemandEnlisted(node);
        run.Journal.TakeRecorded();
        return Next.Go;
    }

    private static SagaIncoming? Buffered(SagaRun<TState> run, StepNode<TState> node) =>
        run.Inbox?.Find(e => e.State == SagaIncomingState.Buffered && e.Wait == node.Name);
}
