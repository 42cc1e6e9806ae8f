namespace Seckill.Caching.Loading;

/// <summary>A load as <c>HybridCache</c> callers give it.</summary>
internal sealed class PlainPlan<TState, T>(TState state, Func<TState, CancellationToken, ValueTask<T>> factory, CacheEntryOptions options, bool refreshes)
    : LoadPlan<T>(options)
{
    public override bool Refreshes => refreshes;

    public override ValueTask<T> LoadAsync(CacheLoadContext<T> context, CancellationToken cancellationToken) => factory(state, cancellationToken);
}
