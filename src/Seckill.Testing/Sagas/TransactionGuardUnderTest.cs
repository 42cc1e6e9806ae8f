using Seckill.Sagas;

namespace Seckill.Testing.Sagas;

/// <summary>A place with transactions and an <see cref="IEffectGuard"/> in each.</summary>
public abstract class TransactionGuardUnderTest : EffectGuardUnderTest
{
    /// <inheritdoc />
    public sealed override async Task<(StepResult Result, bool Applied)> RunAsync(EffectKey key, StepResult result, bool commit)
    {
        var applied = false;
        var answer = default(StepResult);
        await InTransactionAsync(async guard =>
        {
            applied = false;
            answer = await guard.RunAsync(key, _ =>
            {
                applied = true;
                return ValueTask.FromResult(result);
            });
            return commit;
        });
        return (answer, applied);
    }

    /// <summary>Runs work in one transaction with its guard: committed when <paramref name="work"/> returns true, else rolled back. It may run twice.</summary>
    protected abstract Task InTransactionAsync(Func<IEffectGuard, Task<bool>> work);
}
