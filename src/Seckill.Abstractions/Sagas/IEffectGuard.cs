namespace Seckill.Sagas;

/// <summary>
/// Makes effects happen once, whatever is repeated or late. A guard belongs to one transaction of the user's own store: what it keeps is
/// committed or rolled back with the effect. Order of a guarded effect: enter, then business check, apply, record, commit.
/// Failures are recorded like successes; <see cref="StepResultKind.Retry"/> and the like are not.
/// </summary>
public interface IEffectGuard
{
    /// <summary>
    /// Asks whether an effect may begin. Duplicates come first, before any business check: they get the recorded result. An undo whose action
    /// is not recorded as <see cref="StepResultKind.Ok"/> leaves a tombstone and has nothing to undo; an action behind a tombstone is refused.
    /// </summary>
    ValueTask<EffectEntry> EnterAsync(EffectKey key, CancellationToken cancellationToken = default);

    /// <summary>Records the result of an effect that was let in; only <see cref="StepResultKind.Ok"/> and <see cref="StepResultKind.Fail"/>.</summary>
    ValueTask RecordAsync(EffectKey key, StepResult result, CancellationToken cancellationToken = default);
}
