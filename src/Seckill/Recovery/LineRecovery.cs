using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Buckets;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Queue;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Recovery;

/// <summary>
/// Drives reservations that stay unresolved to the ledger again, under the same id, first after <see cref="SeckillOptions.RecoverAfter"/>,
/// then after twice the time. Age never releases: the ledger's answer alone resolves them.
/// </summary>
internal sealed class LineRecovery(
    IStockStore stock,
    IPurchaseQueue queue,
    OrderWriter orders,
    StockResolver resolver,
    SaleCatalog catalog,
    TimeProvider time,
    IOptions<SeckillOptions> options,
    ILogger<LineRecovery> logger) : BackgroundService
{
    private const int PageSize = 256;
    private const int MaxDoublings = 6;
    private const int MostTries = 100_000;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);

    // A long line is looked through in parts, a few pages a round.
    private const int MostIdlePages = 8;

    private readonly Dictionary<PurchaseId, (int Tries, long NotBefore)> _tries = [];
    private readonly Dictionary<BucketKey, (long Epoch, long After)> _resumeAt = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            foreach (var sale in catalog.All.Where(s => s.Sale.Stage != SaleStage.Settled))
            {
                try
                {
                    await RecoverAsync(sale.Bucket, stoppingToken).ConfigureAwait(false);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.RecoveryFailed(logger, sale.Bucket.Key, e);
                }
            }
        }
    }

    /// <summary>One round over one bucket.</summary>
    internal async Task RecoverAsync(BucketRuntime bucket, CancellationToken cancellationToken)
    {
        while (bucket.Unresolved.Take(PageSize) is { Count: > 0 } rows
            && await resolver.ResolveAsync(bucket, rows, cancellationToken).ConfigureAwait(false))
        {
            bucket.Unresolved.Remove(rows);
        }

        if (await stock.ReadAsync(bucket.Key, cancellationToken).ConfigureAwait(false) is not { State: not BucketState.Loading } view)
        {
            return;
        }

        var after = _resumeAt.GetValueOrDefault(bucket.Key) is var (epoch, at) && epoch == view.Epoch ? at : 0;
        _resumeAt.Remove(bucket.Key);
        for (var idle = 0; idle < MostIdlePages;)
        {
            var page = await stock.ReadLineAsync(bucket.Key, after, PageSize, cancellationToken).ConfigureAwait(false);
            var old = page.Unresolved.Where(r => view.ServerTime - r.At >= options.Value.RecoverAfter).ToList();
            var due = old.Where(r => !IsWaiting(bucket, page.Epoch, r) && IsDue(r)).ToList();
            await DriveAsync(bucket, due, cancellationToken).ConfigureAwait(false);
            // The line is in order of time: behind a young one there are only younger ones, and behind the relay's place only such as wait for it.
            if (page.IsEnd || old.Count < page.Unresolved.Count || bucket.HandOver.IsWaiting(page.Epoch, page.Last + 1))
            {
                return;
            }

            idle += due.Count == 0 ? 1 : 0;
            after = page.Last;
        }

        _resumeAt[bucket.Key] = (view.Epoch, after);
    }

    // What the queue holds, or the relay will bring to it, is not lost: it waits for its turn.
    private bool IsWaiting(BucketRuntime bucket, long epoch, Reservation reservation) =>
        queue.MayHold(reservation.Id) || bucket.HandOver.IsWaiting(epoch, reservation.Sequence);

    private bool IsDue(Reservation reservation) =>
        !_tries.TryGetValue(reservation.Id, out var t) || time.GetTimestamp() >= t.NotBefore;

    private async Task DriveAsync(BucketRuntime bucket, List<Reservation> due, CancellationToken cancellationToken)
    {
        if (due.Count == 0)
        {
            return;
        }

        // Whoever was resolved by somebody else is not met here again.
        if (_tries.Count > MostTries)
        {
            _tries.Clear();
        }

        foreach (var reservation in due)
        {
            var tries = _tries.GetValueOrDefault(reservation.Id).Tries;
            var wait = options.Value.RecoverAfter * (1 << Math.Min(tries, MaxDoublings));
            _tries[reservation.Id] = (tries + 1, time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));
        }

        Log.Driving(logger, bucket.Key, due.Count);
        var results = await orders.CreateAsync(due).WaitAsync(cancellationToken).ConfigureAwait(false);
        var rows = results.Select(r => r.Order).OfType<Order>().ToArray();
        if (await resolver.ResolveAsync(bucket, rows, cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in rows)
            {
                _tries.Remove(row.Id);
            }
        }
    }
}
