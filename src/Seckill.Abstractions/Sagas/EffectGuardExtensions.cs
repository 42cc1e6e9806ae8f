namespace Seckill.Sagas;

/// <summary>The guarded way to apply an effect.</summary>
public static class EffectGuardExtensions
{
    /// <summary>Applies an effect if the guard lets it in, and records how it ended; the caller commits afterwards.</summary>
    /// <param name="guard">The guard of the transaction in which the effect applies.</param>
    /// <param name="key">The effect.</param>
    /// <param name="effect">Business check and change, in the guard's transaction.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    /// <returns>The effect's result, or the recorded one.</returns>
    public static async ValueTask<StepResult> RunAsync(
        this IEffectGuard guard,
        EffectKey key,
        Func<CancellationToken, ValueTask<StepResult>> effect,
        CancellationToken cancellationToken = default)
    {
        var entry = await guard.EnterAsync(key, cancellationToken).ConfigureAwait(false);
        if (entry.Kind != EffectEntryKind.Proceed)
        {
            return entry.Result;
        }

        var result = await effect(cancellationToken).ConfigureAwait(false);
        // An undo that failed is tried again, once somebody has mended what it failed for.
        if (result.Kind == StepResultKind.Ok || (result.Kind == StepResultKind.Fail && key.Operation != EffectOperation.Undo))
        {
            await guard.RecordAsync(key, result, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }
}
