using Seckill.Ids;
using Seckill.Stock;

namespace Seckill.Redis.Tests.Model;

/// <summary>Carries out the same calls against a real store and tells the answers in the model's words.</summary>
internal sealed class StockDriver(IStockStore store, BucketKey bucket)
{
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();
    private static readonly Dictionary<PurchaseId, int> s_numbers =
        Enumerable.Range(0, Samples.Purchases).ToDictionary(Samples.Purchase);

    public async Task<string> ApplyAsync(StockOp op, StockModel before)
    {
        switch (op)
        {
            case StockOp.Reserve o:
                var reserved = await store.ReserveAsync(bucket, before.Epoch + o.EpochOffset, [.. o.Wishes.Select(w => new ReserveRequest(Samples.Purchase(w.Purchase), Samples.Buyer(w.Purchase), w.Quantity))]);
                return Tell(reserved.Status, reserved.Replies.Select(Tell));
            case StockOp.Confirm o:
                return Tell(await store.ConfirmAsync(bucket, [.. o.Orders.Select(w => new ConfirmRequest(Samples.Purchase(w.Purchase), Samples.Buyer(w.Purchase), w.Quantity, 5.25m, 3))]));
            case StockOp.Release o:
                return Tell(await store.ReleaseAsync(bucket, before.Epoch + o.EpochOffset, [.. o.Items.Select(w => new ReleaseRequest(Samples.Purchase(w.Purchase), w.Quantity, w.KeepLimit))]));
            case StockOp.Adjust o:
                var adjusted = await store.AdjustAsync(bucket, before.Epoch + o.EpochOffset, before.AdjustmentSequence + o.NumberOffset, o.Delta);
                return Tell(adjusted.Status, [adjusted.Outcome.ToString()]);
            case StockOp.Configure o:
                return Tell(await store.ConfigureAsync(bucket, before.Epoch + o.EpochOffset, Settings(before.Version + o.VersionOffset, o.State, o.Limit, o.Window, o.Price)));
            case StockOp.Close o:
                return Tell(await store.CloseAsync(bucket, before.Epoch + o.EpochOffset));
            case StockOp.Hold:
                return Tell(await store.HoldAsync(bucket));
            case StockOp.BeginLoad o:
                return (await store.BeginLoadAsync(bucket, new BucketLoad
                {
                    Epoch = Math.Max(1, before.Epoch + o.EpochOffset),
                    Settings = Settings(1, o.State, o.Limit, 0, 9.90m),
                    Total = o.Total,
                    Committed = o.Orders.Sum(x => x.Quantity),
                    AdjustmentSequence = 0,
                })).ToString();
            case StockOp.LoadPage o:
                var page = before.LoadOrders.Skip(o.Skip).Take(o.Take).Select(x => new LoadItem(Samples.Purchase(x.Purchase), Samples.Buyer(x.Purchase), x.Quantity, 9.90m, 3));
                return (await store.LoadPageAsync(bucket, before.Epoch + o.EpochOffset, [.. page])).ToString();
            case StockOp.LoadHeld o:
                return (await store.LoadHeldUnitsAsync(bucket, before.Epoch + o.EpochOffset, [new BuyerUnits(Samples.BuyerByNumber(o.Buyer), o.Units)])).ToString();
            case StockOp.CompleteLoad o:
                return (await store.CompleteLoadAsync(bucket, before.Epoch + o.EpochOffset)).ToString();
            case StockOp.Delete:
                await store.DeleteAsync(bucket);
                return "Ok";
            default:
                throw new InvalidOperationException($"The driver does not know {op}.");
        }
    }

    public async Task<string> DescribeAsync()
    {
        if (await store.ReadAsync(bucket) is not { } view)
        {
            return "NotLoaded";
        }

        var records = new List<string>();
        for (var i = 0; i < Samples.Purchases; i++)
        {
            records.Add(await store.FindAsync(bucket, Samples.Purchase(i)) is { } r ? StockText.Describe(r.State, r.Quantity, r.Sequence) : "-");
        }

        var line = await store.ReadLineAsync(bucket, 0, 1000);
        return StockText.Describe(
            view.Epoch, view.State, view.Total, view.Available, view.Reserved, view.Confirmed, view.Sequence, view.Ended, view.AdjustmentSequence,
            view.Settings.Version, view.Settings.PerBuyerLimit, records, line.Unresolved.Select(r => s_numbers[r.Id]));
    }

    private static BucketSettings Settings(long version, BucketState state, int limit, int window, decimal price) => new()
    {
        Version = version,
        State = state,
        StartsAt = s_now.AddDays(window < 0 ? 1 : -2),
        EndsAt = s_now.AddDays(window > 0 ? -1 : 2),
        PerBuyerLimit = limit,
        Price = price,
        KeepFor = TimeSpan.FromDays(30),
    };

    private static string Tell(ReserveReply reply) => reply.Outcome is ReserveOutcome.Taken or ReserveOutcome.Exists or ReserveOutcome.QuantityDiffers
        ? $"{reply.Outcome}/{StockText.Describe(reply.Reservation.State, reply.Reservation.Quantity, reply.Reservation.Sequence)}"
        : reply.Outcome.ToString();

    private static string Tell(ChangeResult result) => Tell(result.Status, result.Outcomes.Select(o => o.ToString()));

    private static string Tell(BucketStatus status, IEnumerable<string> outcomes) =>
        status == BucketStatus.Ok ? $"Ok {string.Join(' ', outcomes)}" : status.ToString();
}
