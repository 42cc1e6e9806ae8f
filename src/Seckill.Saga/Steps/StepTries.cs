using Seckill.Sagas.Runs;

namespace Seckill.Sagas;

/// <summary>The tries of a step that was not done at once.</summary>
internal sealed class StepTries<TState>(StepContext<TState> context, StepNode<TState> node, EffectOperation operation, int attempts, object? signal, bool mayRest)
    where TState : class
{
    public StepContext<TState> Context { get; private set; } = context;

    public StepNode<TState> Node => node;

    public EffectOperation Operation => operation;

    public bool MayRest => mayRest;

    /// <summary>Tries made, the present one included.</summary>
    public int Attempts { get; set; } = attempts + 1;

    public bool WasUnknown { get; set; }

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan Wait { get; set; }

    /// <summary>Goes over to the next try. The last one may still be going on somewhere, so it keeps its context.</summary>
    public void NextTry()
    {
        Attempts++;
        Context = Context.Run.NewContext();
        Context.Begin(node, operation, signal);
        Context.BeginTry(Attempts);
    }

    public void Note(SagaTimelineKind kind, string? detail) => Context.Run.Note(kind, node.Index, Attempts, detail);

    public void NoteFailed(StepResult result) => Note(
        operation == EffectOperation.Undo ? SagaTimelineKind.UndoFailed
        : result.Kind is StepResultKind.Unknown or StepResultKind.None ? SagaTimelineKind.TryUnknown
        : SagaTimelineKind.TryFailed,
        result.Kind == StepResultKind.None ? "the step gave no result" : result.Reason);

    public StepEnd End(StepEndKind kind, StepResult result, Exception? exception = null) =>
        new(kind, result, Attempts, WasUnknown, null, kind == StepEndKind.Ok ? Context.Published : null, exception);

    /// <summary>The end of a stretch whose next try is not made now.</summary>
    public StepEnd Rest(DateTimeOffset until) => new(StepEndKind.Rest, default, Attempts - 1, WasUnknown, until);
}
