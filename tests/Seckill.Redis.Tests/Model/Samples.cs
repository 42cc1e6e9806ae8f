using Seckill.Ids;

namespace Seckill.Redis.Tests.Model;

/// <summary>A small world: a dozen purchases of four buyers, so that repeats and limits meet often.</summary>
internal static class Samples
{
    public const int Purchases = 12;
    public const int Buyers = 4;

    public static PurchaseId Purchase(int index) => new(7, 0, new UInt128(0x5eed, (ulong)index + 1), (ulong)index * 31);

    public static BuyerId Buyer(int purchase) => BuyerId.Parse($"b{purchase % Buyers}");

    public static BuyerId BuyerByNumber(int number) => BuyerId.Parse($"b{number}");
}
