using Seckill.Ids;

namespace Seckill.Stock;

/// <summary>
/// The stock of sales, bucket by bucket. Every call that changes something is atomic, is idempotent by the ids it carries,
/// and may be repeated when its outcome is unknown. An exception always means "unknown".
/// </summary>
public interface IStockStore
{
    /// <summary>Takes units for a batch of buyers; duplicates are recognised before anything else.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="epoch">The epoch the caller knows; 0 accepts any.</param>
    /// <param name="requests">The wishes, at most 256; an id may occur more than once.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    ValueTask<ReserveResult> ReserveAsync(BucketKey bucket, long epoch, IReadOnlyList<ReserveRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>The same, answered when what it took, and whatever was recorded before, is as durable as <see cref="FlushAsync"/> makes it.</summary>
    ValueTask<ReserveResult> ReserveDurablyAsync(BucketKey bucket, long epoch, IReadOnlyList<ReserveRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>Marks reservations as orders. An unknown id is taken up and its units come out of what is available. Any epoch is accepted.</summary>
    ValueTask<ChangeResult> ConfirmAsync(BucketKey bucket, IReadOnlyList<ConfirmRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>Gives units back, once for each id.</summary>
    ValueTask<ChangeResult> ReleaseAsync(BucketKey bucket, long epoch, IReadOnlyList<ReleaseRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>Adds or takes units. Numbers are applied in order, each once.</summary>
    ValueTask<AdjustResult> AdjustAsync(BucketKey bucket, long epoch, long sequence, long delta, CancellationToken cancellationToken = default);

    /// <summary>Sets what the gate decides by, unless the bucket has settings of a higher version. A closed gate stays closed.</summary>
    ValueTask<ChangeResult> ConfigureAsync(BucketKey bucket, long epoch, BucketSettings settings, CancellationToken cancellationToken = default);

    /// <summary>Shuts the gate for good.</summary>
    ValueTask<ChangeResult> CloseAsync(BucketKey bucket, long epoch, CancellationToken cancellationToken = default);

    /// <summary>Shuts the gate until <see cref="CompleteLoadAsync"/>, so that surviving reservations stand still; keeps all data.</summary>
    ValueTask<ChangeResult> HoldAsync(BucketKey bucket, CancellationToken cancellationToken = default);

    /// <summary>Starts a load: forgets the old data and shuts the gate.</summary>
    ValueTask<LoadOutcome> BeginLoadAsync(BucketKey bucket, BucketLoad load, CancellationToken cancellationToken = default);

    /// <summary>Brings a page of live orders, and of units that count against limits without one. A repeated page changes nothing.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="epoch">The epoch of the load.</param>
    /// <param name="items">Live orders, at most 256.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    ValueTask<LoadOutcome> LoadPageAsync(BucketKey bucket, long epoch, IReadOnlyList<LoadItem> items, CancellationToken cancellationToken = default);

    /// <summary>Sets units that count against limits although no live order holds them; a part of a load, before any page.</summary>
    ValueTask<LoadOutcome> LoadHeldUnitsAsync(BucketKey bucket, long epoch, IReadOnlyList<BuyerUnits> units, CancellationToken cancellationToken = default);

    /// <summary>Ends a load: opens the gate as the settings say.</summary>
    ValueTask<LoadOutcome> CompleteLoadAsync(BucketKey bucket, long epoch, CancellationToken cancellationToken = default);

    /// <summary>Reads the bucket; null when it is not loaded or not whole.</summary>
    ValueTask<BucketView?> ReadAsync(BucketKey bucket, CancellationToken cancellationToken = default);

    /// <summary>Reads one reservation; null when the store does not know it.</summary>
    ValueTask<Reservation?> FindAsync(BucketKey bucket, PurchaseId id, CancellationToken cancellationToken = default);

    /// <summary>Reads the line in order of time: unresolved reservations, oldest first. An entry that leaves the line between two pages hides no other.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="after">Number of the entry behind which to begin, as <see cref="LinePage.Last"/> gave it; 0 for the head.</param>
    /// <param name="take">Entries of the line to look at, resolved ones included, at most 512.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<LinePage> ReadLineAsync(BucketKey bucket, long after, int take, CancellationToken cancellationToken = default);

    /// <summary>Reads all reservations that the bucket has in state <see cref="ReservationState.Reserved"/>, from the records themselves and not from the line.</summary>
    IAsyncEnumerable<Reservation> ScanReservedAsync(BucketKey bucket, CancellationToken cancellationToken = default);

    /// <summary>Reads the buyers of all reservations in this epoch, whatever their state; used to fill the filter that guards refusals from memory. A buyer may come more than once.</summary>
    IAsyncEnumerable<BuyerId> ScanBuyersAsync(BucketKey bucket, CancellationToken cancellationToken = default);

    /// <summary>Deletes a settled bucket. A bucket that is not there is fine.</summary>
    ValueTask DeleteAsync(BucketKey bucket, CancellationToken cancellationToken = default);

    /// <summary>Returns when everything recorded so far is as durable as the store is set up to make it. A ticket is promised only after this.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);
}
