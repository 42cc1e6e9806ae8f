using Seckill.AspNetCore.Caching;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.AspNetCore.Sales;

/// <summary><c>GET /api/sales</c> and <c>GET /api/sales/{saleId}</c>, open to everybody.</summary>
internal sealed class SaleEndpoints(ISaleBoard board)
{
    public async Task ListAsync(HttpContext context)
    {
        var listings = await board.ListAsync(context.RequestAborted).ConfigureAwait(false);
        var views = new SaleView[listings.Count];
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = SaleView.Of(listings[i]);
        }

        EdgeHeaders.Stock(context);
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, views, SeckillJson.Default.SaleViewArray).ConfigureAwait(false);
    }

    public async Task FindAsync(HttpContext context)
    {
        var listing = SaleId.TryParse(context.Request.RouteValues["saleId"] as string, out var id)
            ? await board.FindAsync(id, context.RequestAborted).ConfigureAwait(false)
            : null;
        if (listing is null)
        {
            await KnownProblems.SaleNotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        EdgeHeaders.Stock(context);
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, SaleView.Of(listing), SeckillJson.Default.SaleView).ConfigureAwait(false);
    }
}
