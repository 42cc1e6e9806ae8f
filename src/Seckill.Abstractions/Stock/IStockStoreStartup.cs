namespace Seckill.Stock;

/// <summary>What a stock store does and finds out before the first sale opens.</summary>
public interface IStockStoreStartup
{
    /// <summary>True when a crash can leave a bucket half written, so that each is rebuilt at start before it opens.</summary>
    bool RebuildAtStart { get; }

    /// <summary>Checks the server's set-up.</summary>
    /// <exception cref="InvalidOperationException">The server could lose stock silently; the message says what to change.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Called when every bucket is loaded: lets the server forget the history of what it holds.</summary>
    ValueTask CompactAsync(CancellationToken cancellationToken = default);
}
