using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Queue;
using Seckill.Recovery;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Queueing;

/// <summary>
/// Takes purchases from the queue: writes a whole batch's orders in one call, tells the stock store, and only then acknowledges. While one lane
/// waits for the ledger the next gathers. A ledger that does not answer is asked again with the same batch; only a purchase that fails
/// while the ledger takes others is given back, and in the end refused.
/// </summary>
internal sealed class OrderConsumer(
    IPurchaseQueue queue,
    OrderWriter orders,
    StockResolver resolver,
    IOrderLedger ledger,
    SaleCatalog catalog,
    PurchaseNotifier notifier,
    ReturnsSignal returns,
    TimeProvider time,
    IOptions<SeckillOptions> options,
    ILogger<OrderConsumer> logger) : BackgroundService
{
    private const int TriesAsOne = 2;
    private const int TriesInAll = 6;
    private const int Probes = 8;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.OrderLanes).Select(_ => Task.Run(() => RunAsync(stoppingToken), CancellationToken.None)));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var batch = await queue.ReceiveAsync(options.Value.OrderBatchSize, stoppingToken).ConfigureAwait(false);
                await ConsumeAsync(batch, stoppingToken).ConfigureAwait(false);
                await RestAsync(batch.Count, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.ConsumeFailed(logger, e);
                await Task.Delay(s_firstPause, time, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    // A batch costs about the same whatever its size, and the buyers in line are not in a hurry of milliseconds.
    private Task RestAsync(int taken, CancellationToken stoppingToken) =>
        taken >= options.Value.OrderBatchSize || options.Value.OrderRest == TimeSpan.Zero
            ? Task.CompletedTask
            : Task.Delay(options.Value.OrderRest, time, stoppingToken);

    /// <summary>Brings a batch to its end.</summary>
    internal async Task ConsumeAsync(IReadOnlyList<PurchaseDelivery> batch, CancellationToken stoppingToken)
    {
        var rest = batch;
        var pause = s_firstPause;
        for (var tries = 1; rest.Count > 0; tries++)
        {
            if (await TryWriteAsync(rest, quietly: false).ConfigureAwait(false))
            {
                return;
            }

            if (tries >= TriesAsOne)
            {
                rest = await SortOutAsync(rest, isLast: tries >= TriesInAll).ConfigureAwait(false);
            }

            if (rest.Count > 0)
            {
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
                pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
            }
        }
    }

    // One bad purchase must not hold up its neighbours. A ledger that is down makes no purchase look bad for good: in the end one is refused
    // only if the ledger takes the refusal and still does not take the order.
    private async Task<IReadOnlyList<PurchaseDelivery>> SortOutAsync(IReadOnlyList<PurchaseDelivery> batch, bool isLast)
    {
        var failed = new List<PurchaseDelivery>();
        var written = 0;
        foreach (var delivery in batch)
        {
            if (await TryWriteAsync([delivery], quietly: true).ConfigureAwait(false)
                || (delivery.IsDeadLettered && await TryRefuseAsync(delivery).ConfigureAwait(false)))
            {
                written++;
                continue;
            }

            failed.Add(delivery);
            if (written == 0 && failed.Count == Probes)
            {
                break;
            }
        }

        IReadOnlyList<PurchaseDelivery> untried = [.. batch.Skip(written + failed.Count)];
        if (failed.Count == 0)
        {
            return untried;
        }

        if (written == 0 && !isLast)
        {
            return [.. untried, .. failed];
        }

        Log.PurchaseReturned(logger, failed.Count, failed[0].Purchase.Reservation.Id, failed[0].Attempt);
        await queue.ReturnAsync(failed).ConfigureAwait(false);
        return untried;
    }

    private async Task<bool> TryWriteAsync(IReadOnlyList<PurchaseDelivery> batch, bool quietly)
    {
        try
        {
            var results = await orders.CreateAsync([.. batch.Select(d => d.Purchase.Reservation)]).ConfigureAwait(false);
            await SettleAsync([.. results.Select(r => r.Order).OfType<Order>()]).ConfigureAwait(false);
            if (results.Any(r => r.Order is null))
            {
                throw new InvalidOperationException("The ledger has not answered for every order.");
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            if (!quietly)
            {
                Log.OrderBatchFailed(logger, batch.Count, e);
            }

            return false;
        }

        await queue.AckAsync(batch).ConfigureAwait(false);
        return true;
    }

    // The void row forbids a late order; the units go back behind it.
    private async Task<bool> TryRefuseAsync(PurchaseDelivery delivery)
    {
        try
        {
            var request = new CancelRequest(OrderWriter.ToDraft(delivery.Purchase.Reservation), EndReason.DeadLettered, OnlyIfAbsent: true);
            var results = await ledger.CancelAsync([request]).ConfigureAwait(false);
            Log.DeadLettered(logger, delivery.Purchase.Reservation.Id);
            if (results[0] is { Changed: true, Order: { } order })
            {
                returns.Set();
                notifier.Changed(order);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.OrderBatchFailed(logger, 1, e);
            return false;
        }

        await queue.AckAsync([delivery]).ConfigureAwait(false);
        return true;
    }

    private async Task SettleAsync(IReadOnlyList<Order> rows)
    {
        foreach (var group in rows.GroupBy(row => row.Sale))
        {
            if (await catalog.FindAsync(group.Key, CancellationToken.None).ConfigureAwait(false) is { } sale)
            {
                await resolver.SettleAsync(sale.Bucket, [.. group]).ConfigureAwait(false);
            }
        }
    }
}
