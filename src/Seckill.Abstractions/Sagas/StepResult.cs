namespace Seckill.Sagas;

/// <summary>The answer of a step, an undo, or a wait's arbiter. An exception counts as <see cref="Unknown"/>.</summary>
public readonly record struct StepResult
{
    private StepResult(StepResultKind kind, string? reason = null, TimeSpan? after = null, bool isRecorded = false)
    {
        Kind = kind;
        Reason = reason;
        After = after;
        IsRecorded = isRecorded;
    }

    /// <summary>How the try ended.</summary>
    public StepResultKind Kind { get; }

    /// <summary>Why, for people; null when there is nothing to say.</summary>
    public string? Reason { get; }

    /// <summary>When to try again; null leaves it to the retry policy.</summary>
    public TimeSpan? After { get; }

    /// <summary>True when the step's own transaction holds the saga's next record, or implies it: the engine does not write it again.</summary>
    public bool IsRecorded { get; }

    /// <summary>It is done.</summary>
    public static StepResult Ok { get; } = new(StepResultKind.Ok);

    /// <summary>Another run of this saga has gone further: this one ends here and writes nothing.</summary>
    public static StepResult Overtaken { get; } = new(StepResultKind.Overtaken);

    /// <summary>Refused for a business reason: no retry, the saga turns to compensation.</summary>
    public static StepResult Fail(string reason) => new(StepResultKind.Fail, reason);

    /// <summary>It was not done, and may be tried again.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="after">When to try again; null leaves it to the retry policy.</param>
    public static StepResult Retry(string reason, TimeSpan? after = null) => new(StepResultKind.Retry, reason, after);

    /// <summary>It may have been done: it is tried again, and undone when the tries run out.</summary>
    public static StepResult Unknown(string reason) => new(StepResultKind.Unknown, reason);

    /// <summary>It is going on elsewhere: ask again after this time. Takes no try.</summary>
    public static StepResult Pending(TimeSpan after) => new(StepResultKind.Pending, null, after);

    /// <summary>
    /// The same answer, and the record that follows from it is durable already: the step wrote it in its own transaction, or the store implies
    /// it. It counts for <see cref="StepResultKind.Ok"/> and <see cref="StepResultKind.Fail"/>.
    /// </summary>
    public StepResult Recorded() => new(Kind, Reason, After, isRecorded: true);
}
