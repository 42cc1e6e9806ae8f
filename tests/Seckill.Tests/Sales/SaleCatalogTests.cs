using Microsoft.Extensions.Options;
using Seckill.Sales;
using Seckill.Tests.PurchaseSagas;

namespace Seckill.Tests.Sales;

public sealed class SaleCatalogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_settled_sale_is_found_and_not_kept()
    {
        await using var world = await PurchaseWorld.StartAsync(withEngine: false);
        var sale = await world.OpenSaleAsync();
        var catalog = new SaleCatalog(world.Sales, world.Clock, Options.Create(new SeckillOptions()));
        var met = (await catalog.FindAsync(sale.Id, Token))!;
        Assert.True(catalog.TryGet(sale.Ordinal, out _));

        await world.Sales.MoveAsync(sale.Id, [SaleStage.Published], SaleStage.Closed, Token);
        var settled = await world.Sales.MoveAsync(sale.Id, [SaleStage.Closed], SaleStage.Settled, Token);
        Assert.Same(met, catalog.Put(settled.Sale!));
        Assert.Equal(SaleStage.Settled, met.Sale.Stage);

        Assert.Equal(SaleStage.Settled, (await catalog.FindAsync(sale.Id, Token))!.Sale.Stage);
        Assert.Equal(SaleStage.Settled, (await catalog.FindAsync(sale.Ordinal, Token))!.Sale.Stage);
        Assert.Empty(catalog.All);
        Assert.False(catalog.TryGet(sale.Id, out _) || catalog.TryGet(sale.Ordinal, out _));
    }
}
