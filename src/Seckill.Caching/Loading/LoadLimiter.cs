using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Loading;

/// <summary>Bounds the loads from the source over all keys. A load that asks the cache for another key keeps its one slot for both, or it could wait for itself.</summary>
internal sealed class LoadLimiter(int maxLoads, CacheCounters counters) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(maxLoads, maxLoads);
    private readonly AsyncLocal<bool> _isLoading = new();

    /// <summary>Takes a slot, to be given back by disposing.</summary>
    public ValueTask<LoadSlot> EnterAsync(CancellationToken cancellationToken)
    {
        if (_isLoading.Value)
        {
            return new ValueTask<LoadSlot>(default(LoadSlot));
        }

        return _slots.Wait(0, CancellationToken.None) ? new ValueTask<LoadSlot>(new LoadSlot(_slots)) : EnterLaterAsync(cancellationToken);
    }

    /// <summary>Marks what the current flow of execution does from here as part of a load.</summary>
    public void MarkLoading() => _isLoading.Value = true;

    public void Dispose() => _slots.Dispose();

    private async ValueTask<LoadSlot> EnterLaterAsync(CancellationToken cancellationToken)
    {
        counters.Count(CacheEvent.GuardLimiter);
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new LoadSlot(_slots);
    }
}
