namespace Seckill.Caching.Loading;

/// <summary>A load that sees and sets its context.</summary>
internal sealed class ContextPlan<TState, T>(
    TState state, Func<TState, CacheLoadContext<T>, CancellationToken, ValueTask<T>> factory, CacheEntryOptions options)
    : LoadPlan<T>(options)
{
    public override ValueTask<T> LoadAsync(CacheLoadContext<T> context, CancellationToken cancellationToken) => factory(state, context, cancellationToken);
}
