using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Buckets;
using Seckill.Queue;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Queueing;

/// <summary>
/// Brings reservations to the queue: straight after they were made durable, and from the line for buckets that fell behind, page by page as
/// there is room. The line in the stock store is the backlog; this process holds no more of it than the queue may.
/// </summary>
internal sealed class LineRelay(
    IPurchaseQueue queue,
    IStockStore stock,
    SaleCatalog catalog,
    TimeProvider time,
    SeckillMetrics metrics,
    ILogger<LineRelay> logger) : BackgroundService
{
    private const int PageSize = 512;
    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _signal = new(0);

    /// <summary>Hands over what one script call took, in the order of the line; what the queue does not take is left to the relay.</summary>
    public async ValueTask HandOverAsync(BucketRuntime bucket, long epoch, IReadOnlyList<QueuedPurchase> purchases)
    {
        var last = purchases[^1].Reservation.Sequence;
        if (!bucket.HandOver.TryGoDirectly(epoch, last))
        {
            return;
        }

        var taken = 0;
        try
        {
            taken = await queue.PublishAsync(purchases).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.PublishFailed(logger, purchases.Count, e);
        }

        if (taken < purchases.Count)
        {
            bucket.HandOver.FallBehind(epoch, purchases[taken].Reservation.Sequence - 1, last);
            Wake();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _signal.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _signal.WaitAsync(stoppingToken).ConfigureAwait(false);
            while (catalog.All.Where(s => s.Bucket.HandOver.IsBehind).ToList() is { Count: > 0 } behind)
            {
                foreach (var sale in behind)
                {
                    await queue.WaitForRoomAsync(stoppingToken).ConfigureAwait(false);
                    if (!await TryRelayPageAsync(sale.Bucket, stoppingToken).ConfigureAwait(false))
                    {
                        await Task.Delay(s_retry, time, stoppingToken).ConfigureAwait(false);
                    }
                }
            }
        }
    }

    private async Task<bool> TryRelayPageAsync(BucketRuntime bucket, CancellationToken cancellationToken)
    {
        try
        {
            return await RelayPageAsync(bucket, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.RelayFailed(logger, bucket.Key, e);
            return false;
        }
    }

    /// <summary>Brings one page of a bucket that is behind to the queue.</summary>
    /// <returns>False when nothing can be done right now: the bucket is being loaded.</returns>
    internal async Task<bool> RelayPageAsync(BucketRuntime bucket, CancellationToken cancellationToken)
    {
        var (epoch, after) = bucket.HandOver.Cursor;
        var page = await stock.ReadLineAsync(bucket.Key, after, PageSize, cancellationToken).ConfigureAwait(false);
        if (page.Epoch == 0)
        {
            return false;
        }

        if (page.Epoch != epoch)
        {
            bucket.HandOver.Advance(page.Epoch, after, after, isEnd: true);
            return true;
        }

        var purchases = page.Unresolved.Select(r => new QueuedPurchase(bucket.Key, r)).ToArray();
        var taken = await queue.PublishAsync(purchases, cancellationToken).ConfigureAwait(false);
        metrics.Relayed(taken);
        var all = taken == purchases.Length;
        bucket.HandOver.Advance(epoch, after, all ? page.Last : purchases[taken].Reservation.Sequence - 1, all && page.IsEnd);
        return true;
    }

    private void Wake()
    {
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }
}
