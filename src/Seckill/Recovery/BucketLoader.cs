using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Buckets;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Recovery;

/// <summary>
/// Makes a bucket whole from the ledger: hold the gate, drive surviving reservations to the ledger, raise the epoch and read the ledger in
/// one transaction, load in pages, open. The reservation records that survived are the truth of who is in line; everything else is recomputed.
/// </summary>
internal sealed class BucketLoader(
    IStockStore stock,
    IOrderLedger orders,
    OrderWriter writer,
    PurchaseIdIssuer issuer,
    ISaleDirectory directory,
    IStockBook book,
    TimeProvider time,
    IOptions<SeckillOptions> options,
    ILogger<BucketLoader> logger)
{
    private const int PageSize = 256;
    private const int DrivePageSize = 1024;

    /// <summary>Starts a load in the background unless one is under way; its failure is logged and the next purchase or tick asks again.</summary>
    public void Request(BucketRuntime bucket)
    {
        if (bucket.TryRequestLoad())
        {
            _ = RunAsync(bucket);
        }
    }

    /// <summary>
    /// Makes the bucket usable: takes over what is there if it is of the ledger's epoch, else loads it. Who only wants it usable joins what is
    /// under way.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="force">Loads even a bucket that looks whole.</param>
    /// <param name="cancellationToken">Stops the waiting; the load goes on for the others.</param>
    public Task EnsureLoadedAsync(BucketRuntime bucket, bool force, CancellationToken cancellationToken)
    {
        var load = force ? bucket.StartLoad(() => EnsureAsync(bucket, force: true)) : bucket.JoinLoad(() => EnsureAsync(bucket, force: false));
        return load.WaitAsync(cancellationToken);
    }

    private async Task EnsureAsync(BucketRuntime bucket, bool force)
    {
        var sale = await directory.FindAsync(bucket.Sale).ConfigureAwait(false);
        if (sale is null or { Stage: SaleStage.Draft or SaleStage.Settled })
        {
            return;
        }

        var view = await stock.ReadAsync(bucket.Key).ConfigureAwait(false);
        if (force || view is null or { State: BucketState.Loading } || view.Epoch != sale.Epoch)
        {
            await LoadAsync(bucket).ConfigureAwait(false);
        }
        else if (bucket.Epoch != view.Epoch)
        {
            await AdoptAsync(bucket, view).ConfigureAwait(false);
        }
    }

    /// <summary>Brings the filter of holders up to a look at the bucket.</summary>
    public async Task RefreshHoldersAsync(BucketRuntime bucket, BucketView view, CancellationToken cancellationToken)
    {
        await foreach (var buyer in stock.ScanBuyersAsync(bucket.Key, cancellationToken).ConfigureAwait(false))
        {
            bucket.Gate.Holders.Add(buyer);
        }

        bucket.Gate.Holders.CoverAll(view.Epoch, view.Sequence);
    }

    private async Task RunAsync(BucketRuntime bucket)
    {
        try
        {
            await EnsureLoadedAsync(bucket, force: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.LoadFailed(logger, bucket.Key, e);
        }
        finally
        {
            bucket.EndLoadRequest();
        }
    }

    private async Task LoadAsync(BucketRuntime bucket)
    {
        var started = time.GetTimestamp();
        bucket.Gate.Forget();
        await stock.HoldAsync(bucket.Key).ConfigureAwait(false);
        var driven = await DriveSurvivorsAsync(bucket).ConfigureAwait(false);

        if (await book.BeginRebuildAsync(bucket.Sale).ConfigureAwait(false) is not { } snapshot)
        {
            return;
        }

        var epoch = snapshot.Sale.Epoch;
        var load = new BucketLoad
        {
            Epoch = epoch,
            Settings = BucketSettingsFactory.Create(snapshot.Sale, options.Value.KeepStockFor, time.GetUtcNow()),
            Total = snapshot.Sale.Total,
            Committed = snapshot.Sale.Committed,
            AdjustmentSequence = snapshot.Sale.AdjustmentSequence,
        };
        var outcome = await stock.BeginLoadAsync(bucket.Key, load).ConfigureAwait(false);
        foreach (var page in snapshot.HeldUnits.Chunk(PageSize).TakeWhile(_ => outcome == LoadOutcome.Ok))
        {
            outcome = await stock.LoadHeldUnitsAsync(bucket.Key, epoch, page).ConfigureAwait(false);
        }

        foreach (var page in snapshot.LiveOrders.Chunk(PageSize).TakeWhile(_ => outcome == LoadOutcome.Ok))
        {
            outcome = await stock.LoadPageAsync(bucket.Key, epoch, page).ConfigureAwait(false);
        }

        if (outcome == LoadOutcome.Ok)
        {
            outcome = await stock.CompleteLoadAsync(bucket.Key, epoch).ConfigureAwait(false);
        }

        if (outcome != LoadOutcome.Ok)
        {
            Log.LoadNotCompleted(logger, bucket.Key, epoch, outcome);
            return;
        }

        if (await stock.ReadAsync(bucket.Key).ConfigureAwait(false) is { } view)
        {
            await AdoptAsync(bucket, view).ConfigureAwait(false);
        }

        Log.Loaded(logger, bucket.Key, epoch, snapshot.LiveOrders.Count, driven, time.GetElapsedTime(started).TotalMilliseconds);
    }

    // Whoever has units reserved keeps the place: the orders are written, in the order of the line, before the ledger is read for the load.
    private async Task<int> DriveSurvivorsAsync(BucketRuntime bucket)
    {
        var survivors = new List<Reservation>();
        var strangers = 0;
        await foreach (var reservation in stock.ScanReservedAsync(bucket.Key).ConfigureAwait(false))
        {
            if (issuer.IsIssued(reservation.Id))
            {
                survivors.Add(reservation);
            }
            else
            {
                strangers++;
            }
        }

        if (strangers > 0)
        {
            Log.StrangersInLine(logger, bucket.Key, strangers);
        }

        survivors.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        foreach (var page in survivors.Chunk(DrivePageSize))
        {
            if ((await writer.CreateAsync(page).ConfigureAwait(false)).Any(static result => result.Order is null))
            {
                throw new InvalidOperationException("The ledger has not answered for everybody in line.");
            }
        }

        return survivors.Count;
    }

    private async Task AdoptAsync(BucketRuntime bucket, BucketView view)
    {
        bucket.Gate.Holders.Begin(view.Epoch);
        bucket.Epoch = view.Epoch;
        await foreach (var buyer in orders.ScanBuyersAsync(bucket.Sale).ConfigureAwait(false))
        {
            bucket.Gate.Holders.Add(buyer);
            bucket.Past.Add(buyer);
        }

        await RefreshHoldersAsync(bucket, view, CancellationToken.None).ConfigureAwait(false);
        bucket.Gate.Observe(view);
    }
}
