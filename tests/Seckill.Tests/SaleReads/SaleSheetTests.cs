using System.Text.Json;
using Seckill.Ids;
using Seckill.SaleReads;
using Seckill.Sales;

namespace Seckill.Tests.SaleReads;

public sealed class SaleSheetTests
{
    private static readonly Sale s_sale = new()
    {
        Id = SaleId.Parse("s7"),
        Ordinal = 7,
        Product = ProductId.Parse("lamp"),
        Title = "Lamp",
        Price = new Money(9.9m, "CNY"),
        Total = 1234,
        PendingUnits = 56,
        PaidUnits = 78,
        PerBuyerLimit = 2,
        StartsAt = new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero),
        EndsAt = new DateTimeOffset(2026, 11, 12, 0, 0, 0, TimeSpan.Zero),
        Mode = SaleMode.Queued,
        PaymentWindow = TimeSpan.FromMinutes(15),
        Stage = SaleStage.Published,
        Version = 5,
        Epoch = 3,
        AdjustmentSequence = 1,
    };

    [Fact]
    public void What_is_cached_holds_no_number_of_stock_and_comes_back_whole()
    {
        var json = JsonSerializer.Serialize(SaleSheet.Of(s_sale), SaleSheetJson.Default.SaleSheet);
        Assert.DoesNotContain("1234", json, StringComparison.Ordinal);
        Assert.DoesNotContain("56", json, StringComparison.Ordinal);
        Assert.DoesNotContain("78", json, StringComparison.Ordinal);
        Assert.Equal(SaleSheet.Of(s_sale), JsonSerializer.Deserialize(json, SaleSheetJson.Default.SaleSheet));
    }

    [Fact]
    public void Newer_reading_wins_and_stock_stays_the_sales_own()
    {
        var changed = SaleSheet.Of(s_sale with { Title = "Changed", Version = 6, Total = 1 });
        var over = changed.Over(s_sale);
        Assert.Equal(("Changed", 6L, 1234L, 134L), (over.Title, over.Version, over.Total, over.Committed));
        Assert.Same(s_sale, SaleSheet.Of(s_sale with { Title = "Old", Version = 4 }).Over(s_sale));
    }

    [Fact]
    public void Settled_sale_is_told_without_stock()
    {
        var settled = SaleSheet.Of(s_sale with { Stage = SaleStage.Settled }).ToSettled();
        Assert.Equal(
            (s_sale.Id, s_sale.Ordinal, s_sale.Title, s_sale.PaymentWindow, SaleStage.Settled, 0L),
            (settled.Id, settled.Ordinal, settled.Title, settled.PaymentWindow, settled.Stage, settled.Total));
    }
}
