using Seckill.Ids;
using Seckill.Purchasing;
using Seckill.Sales;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>Things to talk about.</summary>
internal static class Samples
{
    private static int s_next;

    public static PurchaseId NewId() => new(1, 0, (UInt128)Interlocked.Increment(ref s_next), 42);

    public static Sale Sale(string id, DateTimeOffset now, SaleStage stage = SaleStage.Published) => new()
    {
        Id = SaleId.Parse(id),
        Ordinal = 1,
        Product = ProductId.Parse("p1"),
        Title = "Lamp 灯",
        Price = new Money(9.90m, "CNY"),
        Total = 100,
        PendingUnits = 0,
        PaidUnits = 0,
        PerBuyerLimit = 2,
        StartsAt = now.AddHours(-1),
        EndsAt = now.AddHours(1),
        Mode = SaleMode.Atomic,
        PaymentWindow = TimeSpan.FromMinutes(15),
        Stage = stage,
        Version = 1,
        Epoch = 1,
        AdjustmentSequence = 0,
    };

    public static PurchaseState Pending(string buyer, DateTimeOffset payBefore) => new()
    {
        Id = NewId(),
        Sale = SaleId.Parse("s1"),
        Buyer = BuyerId.Parse(buyer),
        Quantity = 1,
        Status = PurchaseStatus.PendingPayment,
        Amount = new Money(9.90m, "CNY"),
        PayBefore = payBefore,
    };

    public static PurchaseState Queued(string buyer) => new()
    {
        Id = NewId(),
        Sale = SaleId.Parse("s1"),
        Buyer = BuyerId.Parse(buyer),
        Quantity = 1,
        Status = PurchaseStatus.Queued,
        Position = 7,
        EstimatedWait = TimeSpan.FromMilliseconds(250),
    };
}
