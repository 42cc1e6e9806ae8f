using Seckill.Events;
using Seckill.Sagas.Runs;

namespace Seckill.Sagas;

/// <summary>A try of a step. One that was given up keeps its own: the next try gets a new one.</summary>
internal sealed class StepContext<TState>(SagaRun<TState> run) : SagaContext
    where TState : class
{
    // Stands in for the source of a try that nobody had asked for its token before its time was over.
    private static readonly CancellationTokenSource s_givenUp = Cancelled();

    private CancellationTokenSource? _cancellation;
    private List<SagaOutgoing>? _published;
    private StepNode<TState>? _node;
    private object? _signal;
    private string? _late;
    private EffectOperation _operation;
    private int _attempt;

    public override SagaId Saga { get; } = run.Id;

    public override string Definition => run.Runtime.Definition.Name;

    public override string Step => _node!.Name;

    public override EffectOperation Operation => _operation;

    public override EffectKey EffectKey => _late is null ? base.EffectKey : new(Saga, _late, _operation);

    public override int Attempt => _attempt;

    public override DateTimeOffset Now => run.Runtime.Parts.Now;

    public override IServiceProvider Services => run.Runtime.Parts.Services;

    public override CancellationToken CancellationToken
    {
        get
        {
            if (Volatile.Read(ref _cancellation) is { } asked)
            {
                return asked.Token;
            }

            var mine = new CancellationTokenSource();
            return (Interlocked.CompareExchange(ref _cancellation, mine, null) ?? mine).Token;
        }
    }

    public SagaRun<TState> Run => run;

    /// <summary>True when its try may still be going on somewhere, though nobody waits for it any more.</summary>
    public bool IsGivenUp => Volatile.Read(ref _cancellation) is { IsCancellationRequested: true };

    public TState State { get; } = run.State;

    public IReadOnlyList<SagaOutgoing>? Published => _published;

    /// <param name="node">The step.</param>
    /// <param name="operation">Action, undo or decision.</param>
    /// <param name="signal">The event to be decided about; null for none.</param>
    public void Begin(StepNode<TState> node, EffectOperation operation, object? signal) =>
        (_node, _operation, _signal, _late) = (node, operation, signal, null);

    /// <summary>Begins what a late event is dealt with by: an effect of its own, not the decision that it missed.</summary>
    public void BeginLate(StepNode<TState> node, object value, string eventId) =>
        (_node, _operation, _signal, _late) = (node, EffectOperation.Action, value, $"{node.Name}/late/{eventId}");

    public void BeginTry(int attempt)
    {
        _attempt = attempt;
        _published = null;
    }

    /// <summary>The try's time is over.</summary>
    public void GiveUp() => Interlocked.CompareExchange(ref _cancellation, s_givenUp, null)?.Cancel();

    public override T? Event<T>()
        where T : class => _signal as T;

    public override void Publish<T>(EventType<T> type, T value)
    {
        var events = _published ??= [];
        events.Add(new SagaOutgoing($"{EffectKey}/+{events.Count}", type.Name, type.Write(value), Now));
    }

    public override SagaRecord RecordAfter(StepResult result)
    {
        if (_late is not null)
        {
            throw new InvalidOperationException($"A late event of {Step} is recorded by the engine: no record follows from its handler.");
        }

        // The saga may be anywhere by now: what would follow from there is not what follows from this try.
        return IsGivenUp
            ? throw new InvalidOperationException($"This try of {Step} has been given up: no record follows from it any more.")
            : run.Journal.RecordAfter(_node!, _operation, result, _published);
    }

    public override bool IsOwnRecord(SagaRecord stored) => !IsGivenUp && run.Journal.IsOwn(stored);

    private static CancellationTokenSource Cancelled()
    {
        var source = new CancellationTokenSource();
        source.Cancel();
        return source;
    }
}
