using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="IInventory"/> promises.</summary>
public abstract class InventoryContract : LedgerContract
{
    private static readonly ProductId s_phone = ProductId.Parse("phone");

    [Fact]
    public async Task Find_NeverCountedNorSold_IsNull()
    {
        await Ledger.Sales.CreateAsync(NewDraft(), Token);

        Assert.Null(await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task SetOnHand_CountsAndStopsCounting()
    {
        await Ledger.Inventory.SetOnHandAsync(s_phone, 7, Token);
        Assert.Equal(new InventoryRow(s_phone, 7, 0), await Ledger.Inventory.FindAsync(s_phone, Token));

        await NewSaleAsync(stock: 5);
        await Ledger.Inventory.SetOnHandAsync(s_phone, null, Token);
        Assert.Equal(new InventoryRow(s_phone, null, 5), await Ledger.Inventory.FindAsync(s_phone, Token));

        await NewSaleAsync(stock: 100);
        await Ledger.Inventory.SetOnHandAsync(s_phone, 0, Token);
        Assert.Equal(new InventoryRow(s_phone, 0, 105), await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task Publish_Uncounted_MakesTheRow()
    {
        await NewSaleAsync(stock: 5);

        Assert.Equal(new InventoryRow(s_phone, null, 5), await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task Publish_CountedAndTooFew_IsShortAndChangesNothing()
    {
        await Ledger.Inventory.SetOnHandAsync(s_phone, 9, Token);
        await NewSaleAsync(stock: 5);
        var draft = await Ledger.Sales.CreateAsync(NewDraft(stock: 5), Token);

        Assert.Equal(new SaleResult(LedgerOutcome.InventoryShort, draft), await Ledger.Sales.PublishAsync(draft.Id, Token));
        Assert.Equal(new InventoryRow(s_phone, 9, 5), await Ledger.Inventory.FindAsync(s_phone, Token));

        await Ledger.Inventory.SetOnHandAsync(s_phone, 10, Token);
        Assert.Equal(LedgerOutcome.Ok, (await Ledger.Sales.PublishAsync(draft.Id, Token)).Outcome);
        Assert.Equal(new InventoryRow(s_phone, 10, 10), await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task Publish_OtherProduct_IsNotTouched()
    {
        await Ledger.Inventory.SetOnHandAsync(s_phone, 1, Token);

        await NewSaleAsync(stock: 5, product: "watch");

        Assert.Equal(new InventoryRow(s_phone, 1, 0), await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task SetOnHand_Negative_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Ledger.Inventory.SetOnHandAsync(s_phone, -1, Token));
}
