using System.Diagnostics;
using Seckill.Sagas.Engine;
using Seckill.Sagas.Runs;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas;

/// <summary>Makes the tries of one definition's steps.</summary>
internal sealed class StepRunner<TState>(DefinitionRuntime<TState> runtime, SagaDefinition<TState> definition, EngineParts parts)
    where TState : class
{
    private readonly VectorGates<TState> _gates = new(runtime);

    /// <summary>Tries until there is an answer, the tries run out, or the next one is too far away to wait for in memory.</summary>
    /// <param name="context">The try; replaced when one is given up.</param>
    /// <param name="node">The step.</param>
    /// <param name="operation">Action, undo or decision.</param>
    /// <param name="attempts">Tries made before.</param>
    /// <param name="signal">The event to be decided about; null for none.</param>
    /// <param name="mayRest">Whether a long wait may be spent in the store.</param>
    public ValueTask<StepEnd> RunAsync(StepContext<TState> context, StepNode<TState> node, EffectOperation operation, int attempts, object? signal, bool mayRest)
    {
        context.Begin(node, operation, signal);
        context.BeginTry(attempts + 1);
        var started = parts.Metrics.StartStep(parts.Time);
        var trying = operation == EffectOperation.Action && context.Run.TakeFirstResult() is { } first ? new(new TryEnd(first)) : TryAsync(context, node, operation);
        if (!trying.IsCompletedSuccessfully)
        {
            return RunAsync(new StepTries<TState>(context, node, operation, attempts, signal, mayRest), trying, started);
        }

        var end = trying.Result;
        if (end.Result.Kind != StepResultKind.Ok)
        {
            return RunAsync(new StepTries<TState>(context, node, operation, attempts, signal, mayRest), new(end), started);
        }

        parts.Metrics.Stepped(definition.Name, node.Name, started, parts.Time);
        return new(new StepEnd(StepEndKind.Ok, end.Result, attempts + 1, Published: context.Published));
    }

    private async ValueTask<StepEnd> RunAsync(StepTries<TState> tries, ValueTask<TryEnd> trying, long started)
    {
        while (true)
        {
            var (result, exception) = await trying.ConfigureAwait(false);
            parts.Metrics.Stepped(definition.Name, tries.Node.Name, started, parts.Time);
            switch (result.Kind)
            {
                case StepResultKind.Ok:
                    return tries.End(StepEndKind.Ok, result);
                case StepResultKind.Overtaken:
                    return tries.End(StepEndKind.Overtaken, result);
                case StepResultKind.Fail when tries.Operation != EffectOperation.Undo:
                    return tries.End(StepEndKind.Fail, result);
            }

            if (Judge(tries, result, exception) is { } end)
            {
                return end;
            }

            tries.NextTry();
            if (await PauseAsync(tries).ConfigureAwait(false) is { } rest)
            {
                return rest;
            }

            started = parts.Metrics.StartStep(parts.Time);
            trying = TryAsync(tries.Context, tries.Node, tries.Operation);
        }
    }

    /// <summary>Decides what follows from a try without success: null for another try, its wait noted.</summary>
    private StepEnd? Judge(StepTries<TState> tries, StepResult result, Exception? exception)
    {
        if (result.Kind == StepResultKind.Pending)
        {
            // It may end well elsewhere: whoever turns the saga back meanwhile has to undo it.
            tries.WasUnknown = true;
            tries.Wait = result.After ?? TimeSpan.FromSeconds(1);
            tries.Note(SagaTimelineKind.Pending, null);
            tries.Attempts--;
            return null;
        }

        var policy = tries.Node.RetryOf(tries.Operation);
        var isLast = tries.Attempts >= policy.Max || (exception is not null && !policy.Handles(exception));
        tries.WasUnknown |= result.Kind is StepResultKind.Unknown or StepResultKind.None;
        tries.NoteFailed(result);
        if (isLast)
        {
            return tries.End(StepEndKind.Exhausted, result, exception);
        }

        tries.Wait = result.After ?? policy.DelayAfter(tries.Attempts, parts.Random);
        parts.Metrics.Retried(definition.Name, tries.Node.Name);
        LogRepeated(tries, result, exception, policy.Max);
        return null;
    }

    private void LogRepeated(StepTries<TState> tries, StepResult result, Exception? exception, int max)
    {
        var remaining = max - tries.Attempts;
        var delay = tries.Wait.TotalMilliseconds;
        if (tries.Operation == EffectOperation.Undo)
        {
            Log.UndoFailed(parts.Logger, definition.Name, tries.Context.Saga, tries.Node.Name, result.Kind, result.Reason, remaining, delay, exception);
        }
        else
        {
            Log.TryFailed(parts.Logger, definition.Name, tries.Context.Saga, tries.Node.Name, tries.Attempts, max, result.Kind, result.Reason, remaining, delay, exception);
        }
    }

    /// <summary>Waits for the next try; an end when that is to be done outside memory.</summary>
    private async ValueTask<StepEnd?> PauseAsync(StepTries<TState> tries)
    {
        // Whoever wants to cancel a saga, or has an event for it, does not wait for the end of its tries: between two of them mail is read.
        if (parts.IsStopping || (tries.MayRest && (tries.Wait > parts.Options.InlineRetryLimit || tries.Context.Run.HasMailWaiting)))
        {
            return tries.Rest(parts.Now + tries.Wait);
        }

        if (tries.Wait <= TimeSpan.Zero)
        {
            return null;
        }

        var until = parts.Now + tries.Wait;
        try
        {
            await Task.Delay(tries.Wait, parts.Time, parts.Stopping).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            // The engine stops: the wait goes on in the store.
            return tries.Rest(until);
        }
    }

    private ValueTask<TryEnd> TryAsync(StepContext<TState> context, StepNode<TState> node, EffectOperation operation)
    {
        ValueTask<StepResult> running;
        var call = new SagaStepCall(definition.Name, context.Saga, node.Name, operation, context.Attempt, context.State);
        try
        {
            if (parts.IsIntercepted && parts.TryIntercept(in call, out var answer))
            {
                return new(new TryEnd(answer));
            }

            running = Invoke(context, node, operation);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new(TryEnd.Of(fault));
        }

        return running.IsCompletedSuccessfully && !SagaTracing.IsOn
            ? new(new TryEnd(running.Result))
            : AwaitAsync(running, context, node);
    }

    private ValueTask<StepResult> Invoke(StepContext<TState> context, StepNode<TState> node, EffectOperation operation)
    {
        var code = operation == EffectOperation.Undo ? node.Undo! : node.Action!;
        return code.Scalar is { } scalar ? scalar(context.State, context) : _gates.Of(node, operation).AddAsync(context);
    }

    private async ValueTask<TryEnd> AwaitAsync(ValueTask<StepResult> running, StepContext<TState> context, StepNode<TState> node)
    {
        using var span = SagaTracing.StartStep(context);
        if (running.IsCompleted)
        {
            return await ObserveAsync(running, span).ConfigureAwait(false);
        }

        var task = running.AsTask();
        try
        {
            var result = await task.WaitAsync(node.Timeout, parts.Time).ConfigureAwait(false);
            return SagaTracing.End(span, new TryEnd(result));
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            context.GiveUp();
            _ = task.ContinueWith(NoteLateEnd, context, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return SagaTracing.End(span, new TryEnd(StepResult.Unknown($"no answer within {node.Timeout.TotalMilliseconds:0} ms"), GaveUp: true));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return SagaTracing.End(span, TryEnd.Of(fault));
        }
    }

    private static async ValueTask<TryEnd> ObserveAsync(ValueTask<StepResult> running, Activity? span)
    {
        try
        {
            return SagaTracing.End(span, new TryEnd(await running.ConfigureAwait(false)));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return SagaTracing.End(span, TryEnd.Of(fault));
        }
    }

    private void NoteLateEnd(Task<StepResult> task, object? state)
    {
        var context = (StepContext<TState>)state!;
        var result = task.IsCompletedSuccessfully ? task.Result.Kind.ToString() : task.Exception?.InnerException?.Message ?? "cancelled";
        Log.LateEnd(parts.Logger, definition.Name, context.Saga, context.Step, result);
    }
}
