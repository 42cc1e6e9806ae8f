using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>A place where effects are guarded: each call of <see cref="InTransactionAsync"/> is one transaction of it.</summary>
public abstract class EffectGuardUnderTest : IAsyncDisposable
{
    /// <summary>Runs work in one transaction with a guard of its own: committed when <paramref name="work"/> returns true, else rolled back.</summary>
    public abstract Task InTransactionAsync(Func<IEffectGuard, Task<bool>> work);

    /// <inheritdoc />
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
