using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>A place where effects are guarded.</summary>
public abstract class EffectGuardUnderTest : IAsyncDisposable
{
    /// <summary>Tries an effect once, in a transaction of its own.</summary>
    /// <param name="key">The effect.</param>
    /// <param name="result">What the effect answers when it is let in.</param>
    /// <param name="commit">False to roll back, after the result was recorded where it is.</param>
    /// <returns>What the try is answered with, and whether the effect was let in.</returns>
    public abstract Task<(StepResult Result, bool Applied)> RunAsync(EffectKey key, StepResult result, bool commit);

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
