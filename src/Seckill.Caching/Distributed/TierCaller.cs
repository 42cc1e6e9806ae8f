using Microsoft.Extensions.Logging;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Distributed;

/// <summary>Calls the Distributed tier within a time and behind a breaker; a fault becomes "no answer".</summary>
internal sealed class TierCaller(
    string cache, IDistributedCacheTier tier, TierBreaker breaker, TimeSpan timeout, TimeProvider provider, CacheCounters counters, ILogger logger)
{
    public bool IsUp => !breaker.IsOpen;

    public async ValueTask<TierResult<T>> CallAsync<TArg, T>(Func<IDistributedCacheTier, TArg, CancellationToken, ValueTask<T>> call, TArg arg)
    {
        if (!breaker.TryEnter())
        {
            counters.Count(CacheEvent.GuardBreaker);
            return default;
        }

        try
        {
            var pending = call(tier, arg, CancellationToken.None);
            var value = pending.IsCompletedSuccessfully
                ? pending.Result
                : await pending.AsTask().WaitAsync(timeout, provider).ConfigureAwait(false);
            if (breaker.Succeeded())
            {
                Log.BreakerClosed(logger, cache);
            }

            return new TierResult<T>(true, value);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Failed(e);
            return default;
        }
    }

    /// <summary>The log answered: the server is there, so a probe need not wait.</summary>
    public void Answered()
    {
        if (breaker.Succeeded())
        {
            Log.BreakerClosed(logger, cache);
        }
    }

    private void Failed(Exception e)
    {
        counters.Count(CacheEvent.DistributedFault);
        if (breaker.Failed())
        {
            Log.BreakerOpened(logger, cache, e);
        }
        else
        {
            Log.TierFailed(logger, cache, e);
        }
    }
}
