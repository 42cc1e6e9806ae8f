namespace Seckill.Caching;

/// <summary>Runs a cache's warm-ups and builds its filters.</summary>
public interface ICacheWarmer
{
    /// <summary>Whether all warm-ups have run through and all filters are built.</summary>
    bool IsWarm { get; }

    /// <summary>What is not done yet; empty when the cache is warm.</summary>
    IReadOnlyList<string> Missing { get; }

    /// <summary>Runs all warm-ups again, such as before a sale opens.</summary>
    /// <exception cref="AggregateException">Some of them failed; the others have run.</exception>
    Task WarmAsync(CancellationToken cancellationToken = default);
}
