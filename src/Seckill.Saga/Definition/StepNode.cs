namespace Seckill.Sagas;

/// <summary>One step of a definition.</summary>
internal sealed class StepNode<TState>(string name, StepKind kind)
    where TState : class
{
    /// <summary>How long a try of a step may take when nothing else is said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    public string Name => name;

    public StepKind Kind => kind;

    /// <summary>Its number among all nodes: steps first, what follows compensation behind them.</summary>
    public int Index { get; set; } = -1;

    /// <summary>The parallel group it belongs to; null for none.</summary>
    public int? Group { get; set; }

    /// <summary>The action, or a wait's arbiter; null for a wait without one.</summary>
    public StepCall<TState>? Action { get; set; }

    public StepCall<TState>? Undo { get; set; }

    public bool NothingToUndo { get; set; }

    public Guarantee Guarantee { get; set; }

    public bool BestEffort { get; set; }

    public bool Enlists { get; set; }

    public RetryPolicy? Retry { get; set; }

    public RetryPolicy? UndoRetry { get; set; }

    public TimeSpan Timeout { get; set; } = DefaultTimeout;

    public List<EventSource<TState>> Events { get; } = [];

    /// <summary>What it waits for; null when it is no wait.</summary>
    public WaitPlan<TState>? Wait { get; init; }

    /// <summary>True when the saga only goes forward once this is done.</summary>
    public bool IsPivot => kind == StepKind.Pivot || Wait is { IsPivot: true };

    public ulong Bit => 1ul << Index;

    public RetryPolicy RetryOf(EffectOperation operation) => operation == EffectOperation.Undo
        ? UndoRetry ?? RetryPolicy.Undo
        : Retry ?? (kind is StepKind.Step || BestEffort ? RetryPolicy.Forward : RetryPolicy.Undo);

    public EffectOperation ActionOperation => kind == StepKind.Wait ? EffectOperation.Decision : EffectOperation.Action;
}
