using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Buckets;

/// <summary>What a sale tells its bucket.</summary>
internal static class BucketSettingsFactory
{
    public static BucketSettings Create(Sale sale, TimeSpan keepBehind, DateTimeOffset now)
    {
        var ahead = sale.EndsAt > now ? sale.EndsAt - now : TimeSpan.Zero;
        return new BucketSettings
        {
            Version = sale.Version,
            State = sale.Stage switch
            {
                SaleStage.Paused => BucketState.Paused,
                SaleStage.Closed or SaleStage.Settled => BucketState.Closed,
                _ => BucketState.Open,
            },
            StartsAt = sale.StartsAt < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : sale.StartsAt,
            EndsAt = sale.EndsAt,
            PerBuyerLimit = sale.PerBuyerLimit,
            Price = sale.Price.Amount,
            KeepFor = ahead + sale.PaymentWindow + keepBehind,
        };
    }
}
