using Seckill.Sagas.Engine;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Runs;

/// <summary>What a saga does with mail.</summary>
internal sealed class Letters<TState>(DefinitionRuntime<TState> runtime)
    where TState : class
{
    private readonly SagaDefinition<TState> _definition = runtime.Definition;
    private readonly EngineParts _parts = runtime.Parts;

    public ValueTask<Next> OpenAsync(SagaRun<TState> run, Mail mail) => mail switch
    {
        EventMail letter => OpenEventAsync(run, letter),
        CancelMail letter => OpenCancelAsync(run, letter),
        OperatorMail letter => OpenOperatorAsync(run, letter),
        _ => throw new InvalidOperationException($"Nobody reads mail of type {mail.GetType().Name}."),
    };

    private ValueTask<Next> OpenEventAsync(SagaRun<TState> run, EventMail mail)
    {
        if (run.Inbox?.Find(e => e.EventId == mail.EventId) is { } known)
        {
            return Answer(run, mail, KnownEvents.Outcome(known.State));
        }

        if (run.P.Status == SagaStatus.Parked)
        {
            return Answer(run, mail, RaiseOutcome.Parked);
        }

        if (run.P.Status is SagaStatus.Running or SagaStatus.Waiting)
        {
            var at = _definition.Nodes[Math.Min(run.P.Step, _definition.Nodes.Length - 1)];
            if (run.P.Status == SagaStatus.Waiting && at.Wait!.EventType == mail.Type)
            {
                return runtime.Waits.SettleAsync(run, at, new WaitSignal(mail.Value, mail.EventId, mail));
            }

            if (runtime.Waits.Ahead(run.P.Step, mail.Type, run.Inbox) is { } ahead)
            {
                return BufferAsync(run, ahead, mail);
            }
        }

        var missed = Array.FindLast(_definition.Nodes, n => n.Wait?.EventType == mail.Type);
        return missed is null ? Answer(run, mail, RaiseOutcome.NotFound) : LateAsync(run, missed, mail);
    }

    private ValueTask<Next> Answer(SagaRun<TState> run, EventMail mail, RaiseOutcome outcome)
    {
        mail.Give(_parts.Work, new RaiseResult(outcome, run.Id, outcome == RaiseOutcome.Parked ? run.P.Reason : null));
        return new(Next.Go);
    }

    private async ValueTask<Next> BufferAsync(SagaRun<TState> run, StepNode<TState> ahead, EventMail mail)
    {
        run.SetIncoming(new SagaIncoming(ahead.Name, mail.EventId, SagaIncomingState.Buffered, ahead.Wait!.Write(mail.Value)));
        run.Note(SagaTimelineKind.EventBuffered, ahead.Index, 0, mail.EventId);
        return await RecordAsync(run, mail, RaiseOutcome.Buffered).ConfigureAwait(false);
    }

    private async ValueTask<Next> LateAsync(SagaRun<TState> run, StepNode<TState> missed, EventMail mail)
    {
        if (missed.Wait!.OnLate is { } handle)
        {
            var context = run.NewContext();
            context.BeginLate(missed, mail.Value, mail.EventId);
            context.BeginTry(1);
            try
            {
                await handle(run.State, mail.Value, context).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The sender hears of it and raises the event again.
                mail.Fault(_parts.Work, fault);
                return Next.Go;
            }

            run.AddPublished(context.Published ?? []);
        }

        Log.EventLate(_parts.Logger, _definition.Name, run.Id, mail.EventId, missed.Name);
        run.SetIncoming(new SagaIncoming(missed.Name, mail.EventId, SagaIncomingState.Late, default));
        run.Note(SagaTimelineKind.EventLate, missed.Index, 0, mail.EventId);
        return await RecordAsync(run, mail, RaiseOutcome.Late).ConfigureAwait(false);
    }

    private async ValueTask<Next> RecordAsync(SagaRun<TState> run, EventMail mail, RaiseOutcome outcome)
    {
        if (!await run.Journal.CommitAsync().ConfigureAwait(false))
        {
            mail.AskAgain(_parts.Work);
            return Next.Drop;
        }

        mail.Give(_parts.Work, new RaiseResult(outcome, run.Id));
        return Next.Go;
    }

    private async ValueTask<Next> OpenCancelAsync(SagaRun<TState> run, CancelMail mail)
    {
        var isPast = run.P.PastPivot || ((run.Zone | run.P.Unknown) & _definition.PivotBit) != 0;
        CancelSagaOutcome? answer = run.P.Status switch
        {
            SagaStatus.Compensating or SagaStatus.Compensated => CancelSagaOutcome.Cancelled,
            SagaStatus.Parked => CancelSagaOutcome.Parked,
            SagaStatus.Completed => CancelSagaOutcome.TooLate,
            _ => isPast ? CancelSagaOutcome.TooLate : null,
        };
        if (answer is { } known)
        {
            mail.Give(_parts.Work, known);
            return Next.Go;
        }

        var at = _definition.Nodes[Math.Min(run.P.Step, _definition.StepCount - 1)];
        if (run.P.Status == SagaStatus.Waiting)
        {
            return await runtime.Waits.SettleAsync(run, at, new WaitSignal(new SagaCancel(mail.Reason), null, mail)).ConfigureAwait(false);
        }

        run.Note(SagaTimelineKind.CancelRequested, run.P.Step, 0, mail.Reason);
        var next = await runtime.Backward.TurnAsync(run, mail.Reason, at, isRecorded: false).ConfigureAwait(false);
        new WaitSignal(null, null, mail).Give(_parts.Work, next, default, CancelSagaOutcome.Cancelled);
        return next;
    }

    private async ValueTask<Next> OpenOperatorAsync(SagaRun<TState> run, OperatorMail mail)
    {
        if (run.P is not { Status: SagaStatus.Parked, ParkedFrom: { } from })
        {
            mail.Give(_parts.Work, SagaAdminOutcome.InvalidTransition);
            return Next.Go;
        }

        if (from == SagaStatus.Running)
        {
            // Whoever parked it from outside did not know how far its run had got.
            run.Zone |= _definition.ZoneFrom(run.P.Step);
        }

        run.Note(mail.Action, run.P.Step, 0, mail.Note.ToString());
        Log.OperatorActed(_parts.Logger, _definition.Name, run.Id, mail.Action, mail.Note.ToString());
        run.P.Status = from;
        run.P.ParkedFrom = null;
        run.P.Attempt = 0;
        run.Journal.AskForKeyAgain();
        if (mail.Action == SagaTimelineKind.OperatorSkip)
        {
            Skip(run);
        }

        if (mail.Action == SagaTimelineKind.OperatorComplete)
        {
            run.P.Status = from == SagaStatus.Compensating ? SagaStatus.Compensated : SagaStatus.Completed;
            run.P.Deadline = null;
        }

        var next = await run.Journal.CommitAsync().ConfigureAwait(false) ? Next.Go : Next.Drop;
        if (next == Next.Go && mail.Action == SagaTimelineKind.OperatorComplete)
        {
            runtime.Endings.Ended(run);
        }

        if (next == Next.Drop)
        {
            mail.AskAgain(_parts.Work);
        }
        else
        {
            mail.Give(_parts.Work, SagaAdminOutcome.Ok);
        }

        return next;
    }

    private void Skip(SagaRun<TState> run)
    {
        if (run.P.Step >= _definition.Nodes.Length)
        {
            return;
        }

        var node = _definition.Nodes[run.P.Step];
        run.P.Unknown &= ~node.Bit;
        if (run.P.Status == SagaStatus.Compensating && node.Index < _definition.StepCount)
        {
            run.P.Done &= ~node.Bit;
            return;
        }

        run.P.Done |= node.Wait is null ? node.Bit : 0;
        run.P.PastPivot |= node.IsPivot;
        run.P.Status = run.P.Status == SagaStatus.Waiting ? SagaStatus.Running : run.P.Status;
        run.P.Deadline = null;
        run.P.Step++;
    }
}
