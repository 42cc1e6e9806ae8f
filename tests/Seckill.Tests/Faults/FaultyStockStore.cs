using Seckill.Ids;
using Seckill.Stock;

namespace Seckill.Tests.Faults;

/// <summary>A stock store behind a link that loses calls and replies.</summary>
internal sealed class FaultyStockStore(IStockStore inner, FaultPlan plan) : IStockStore
{
    public ValueTask<ReserveResult> ReserveAsync(BucketKey bucket, long epoch, IReadOnlyList<ReserveRequest> requests, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ReserveAsync(bucket, epoch, requests, cancellationToken));

    public ValueTask<ReserveResult> ReserveDurablyAsync(BucketKey bucket, long epoch, IReadOnlyList<ReserveRequest> requests, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ReserveDurablyAsync(bucket, epoch, requests, cancellationToken));

    public ValueTask<ChangeResult> ConfirmAsync(BucketKey bucket, IReadOnlyList<ConfirmRequest> requests, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ConfirmAsync(bucket, requests, cancellationToken));

    public ValueTask<ChangeResult> ReleaseAsync(BucketKey bucket, long epoch, IReadOnlyList<ReleaseRequest> requests, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ReleaseAsync(bucket, epoch, requests, cancellationToken));

    public ValueTask<AdjustResult> AdjustAsync(BucketKey bucket, long epoch, long sequence, long delta, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.AdjustAsync(bucket, epoch, sequence, delta, cancellationToken));

    public ValueTask<ChangeResult> ConfigureAsync(BucketKey bucket, long epoch, BucketSettings settings, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ConfigureAsync(bucket, epoch, settings, cancellationToken));

    public ValueTask<ChangeResult> CloseAsync(BucketKey bucket, long epoch, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.CloseAsync(bucket, epoch, cancellationToken));

    public ValueTask<ChangeResult> HoldAsync(BucketKey bucket, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.HoldAsync(bucket, cancellationToken));

    public ValueTask<LoadOutcome> BeginLoadAsync(BucketKey bucket, BucketLoad load, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.BeginLoadAsync(bucket, load, cancellationToken));

    public ValueTask<LoadOutcome> LoadPageAsync(BucketKey bucket, long epoch, IReadOnlyList<LoadItem> items, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.LoadPageAsync(bucket, epoch, items, cancellationToken));

    public ValueTask<LoadOutcome> LoadHeldUnitsAsync(BucketKey bucket, long epoch, IReadOnlyList<BuyerUnits> units, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.LoadHeldUnitsAsync(bucket, epoch, units, cancellationToken));

    public ValueTask<LoadOutcome> CompleteLoadAsync(BucketKey bucket, long epoch, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.CompleteLoadAsync(bucket, epoch, cancellationToken));

    public ValueTask<BucketView?> ReadAsync(BucketKey bucket, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ReadAsync(bucket, cancellationToken));

    public ValueTask<Reservation?> FindAsync(BucketKey bucket, PurchaseId id, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.FindAsync(bucket, id, cancellationToken));

    public ValueTask<LinePage> ReadLineAsync(BucketKey bucket, long after, int take, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ReadLineAsync(bucket, after, take, cancellationToken));

    public IAsyncEnumerable<Reservation> ScanReservedAsync(BucketKey bucket, CancellationToken cancellationToken = default) =>
        inner.ScanReservedAsync(bucket, cancellationToken);

    public IAsyncEnumerable<BuyerId> ScanBuyersAsync(BucketKey bucket, CancellationToken cancellationToken = default) =>
        inner.ScanBuyersAsync(bucket, cancellationToken);

    public async ValueTask DeleteAsync(BucketKey bucket, CancellationToken cancellationToken = default) =>
        await plan.RunAsync(async () =>
        {
            await inner.DeleteAsync(bucket, cancellationToken);
            return true;
        });

    public async ValueTask FlushAsync(CancellationToken cancellationToken = default) =>
        await plan.RunAsync(async () =>
        {
            await inner.FlushAsync(cancellationToken);
            return true;
        });
}
