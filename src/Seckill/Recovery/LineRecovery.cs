using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Buckets;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
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
    IOrderLedger ledger,
    StockResolver resolver,
    PurchaseNotifier notifier,
    SaleCatalog catalog,
    TimeProvider time,
    IOptions<SeckillOptions> options,
    ILogger<LineRecovery> logger) : BackgroundService
{
    private const int PageSize = 256;
    private const int MaxDoublings = 6;
    private const int MostTries = 100_000;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<PurchaseId, (int Tries, long NotBefore)> _tries = [];

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

        for (var skip = 0; ; skip += PageSize)
        {
            var page = await stock.ReadLineAsync(bucket.Key, skip, PageSize, cancellationToken).ConfigureAwait(false);
            var old = page.Unresolved.Where(r => view.ServerTime - r.At >= options.Value.RecoverAfter).ToList();
            await DriveAsync(bucket, [.. old.Where(IsDue)], cancellationToken).ConfigureAwait(false);
            // The line is in order of time: behind a young one there are only younger ones.
            if (page.Looked < PageSize || old.Count < page.Unresolved.Count)
            {
                return;
            }
        }
    }

    private bool IsDue(Reservation reservation) =>
        !_tries.TryGetValue(reservation.Id, out var t) || time.GetTimestamp() >= t.NotBefore;

    private async Task DriveAsync(BucketRuntime bucket, IReadOnlyList<Reservation> due, CancellationToken cancellationToken)
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
        var results = await ledger.CreateAsync([.. due.Select(OrderWriter.ToDraft)], cancellationToken).ConfigureAwait(false);
        var rows = results.Select(r => r.Order).OfType<Order>().ToArray();
        if (await resolver.ResolveAsync(bucket, rows, cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in rows)
            {
                _tries.Remove(row.Id);
            }
        }

        foreach (var created in results.Where(r => r.Created))
        {
            notifier.Changed(created.Order!);
        }
    }
}
