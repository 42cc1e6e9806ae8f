using Seckill.Ids;
using Seckill.Stock;

namespace Seckill.Redis.Tests.Model;

/// <summary>A small world: a dozen purchases of four buyers, so that repeats and limits meet often.</summary>
internal static class Samples
{
    public const int Purchases = 12;
    public const int Buyers = 4;

    public static PurchaseId Purchase(int index) => new(7, 0, new UInt128(0x5eed, (ulong)index + 1), (ulong)index * 31);

    public static BuyerId Buyer(int purchase) => BuyerId.Parse($"b{purchase % Buyers}");

    public static BuyerId BuyerByNumber(int number) => BuyerId.Parse($"b{number}");

    /// <summary>Opens an empty bucket under epoch 1.</summary>
    public static async Task LoadAsync(IStockStore store, BucketKey bucket, long total)
    {
        var now = TimeProvider.System.GetUtcNow();
        var load = new BucketLoad
        {
            Epoch = 1,
            Total = total,
            Committed = 0,
            AdjustmentSequence = 0,
            Settings = new BucketSettings
            {
                Version = 1,
                State = BucketState.Open,
                StartsAt = now.AddHours(-1),
                EndsAt = now.AddHours(1),
                PerBuyerLimit = 5,
                Price = 1m,
                KeepFor = TimeSpan.FromDays(1),
            },
        };
        Assert.Equal(LoadOutcome.Ok, await store.BeginLoadAsync(bucket, load));
        Assert.Equal(LoadOutcome.Ok, await store.CompleteLoadAsync(bucket, 1));
    }
}
