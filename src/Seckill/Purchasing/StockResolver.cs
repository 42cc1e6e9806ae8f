using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Batching;
using Seckill.Buckets;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Purchasing;

/// <summary>
/// Tells the stock store what the ledger has decided: confirms live orders, gives back what became void or cancelled. Whatever fails here
/// stays in line and is driven again by recovery; a bucket that is being loaded is waited for.
/// </summary>
internal sealed class StockResolver : IAsyncDisposable
{
    private const int MaxBatch = 128;

    // Nobody waits for a confirm, and a call costs the store as much for one order as for thirty.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    private readonly IStockStore _stock;
    private readonly ILogger<StockResolver> _logger;
    private readonly SeckillOptions _options;
    private readonly BatchLanes<Item> _lanes;

    public StockResolver(IStockStore stock, IOptions<SeckillOptions> options, ILogger<StockResolver> logger)
    {
        _options = options.Value;
        _stock = stock;
        _logger = logger;
        _lanes = new BatchLanes<Item>(1, 1024, HandleAsync, (batch, e) => Log.ResolveFailed(logger, batch.Count, e), s_pause);
    }

    /// <summary>Hands over a row whose reservation the store may still hold as unresolved.</summary>
    public void Add(BucketRuntime bucket, Order order) => _lanes.TryAdd(new Item(bucket, order));

    /// <summary>Resolves rows now.</summary>
    /// <returns>False when the bucket must be loaded first.</returns>
    public async ValueTask<bool> ResolveAsync(BucketRuntime bucket, IReadOnlyList<Order> orders, CancellationToken cancellationToken)
    {
        var live = new List<ConfirmRequest>();
        var dead = new List<ReleaseRequest>();
        foreach (var order in orders)
        {
            if (order.Status is OrderStatus.PendingPayment or OrderStatus.Paid)
            {
                live.Add(new ConfirmRequest(order.Id, order.Buyer, order.Quantity, order.UnitPrice.Amount, order.PerBuyerLimit));
            }
            else
            {
                dead.Add(new ReleaseRequest(order.Id, order.Quantity, KeepsLimit(order)));
            }
        }

        var ok = true;
        foreach (var page in live.Chunk(MaxBatch))
        {
            ok &= Observe(bucket, await _stock.ConfirmAsync(bucket.Key, page, cancellationToken).ConfigureAwait(false));
        }

        foreach (var page in dead.Chunk(MaxBatch))
        {
            ok &= Observe(bucket, await _stock.ReleaseAsync(bucket.Key, bucket.Epoch, page, cancellationToken).ConfigureAwait(false));
        }

        return ok;
    }

    /// <summary>Resolves rows now; what cannot be told to the store is kept for recovery to tell.</summary>
    public async Task SettleAsync(BucketRuntime bucket, IReadOnlyList<Order> orders)
    {
        try
        {
            if (await ResolveAsync(bucket, orders, CancellationToken.None).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.ResolveFailed(_logger, orders.Count, e);
        }

        // A load may have read the ledger before these rows were written; they must be told again once it is open.
        bucket.Unresolved.AddRange(orders);
    }

    public ValueTask DisposeAsync() => _lanes.DisposeAsync();

    private bool KeepsLimit(Order order) => order.Reason == EndReason.PaymentTimeout && !_options.ReleaseLimitOnTimeout;

    private static bool Observe(BucketRuntime bucket, ChangeResult result)
    {
        if (result.View is { } view)
        {
            bucket.Gate.Observe(view);
        }

        return result.Status == BucketStatus.Ok;
    }

    private async Task HandleAsync(IReadOnlyList<Item> batch)
    {
        foreach (var group in batch.GroupBy(item => item.Bucket))
        {
            await SettleAsync(group.Key, [.. group.Select(item => item.Order)]).ConfigureAwait(false);
        }
    }

    private readonly record struct Item(BucketRuntime Bucket, Order Order);
}
