using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.AspNetCore.Operators;

/// <summary>What operators look at: sales, books, orders.</summary>
internal sealed class SaleDeskQueries(ISaleDesk desk, TimeProvider time)
{
    public async Task ListAsync(HttpContext context)
    {
        var sales = await desk.ListAsync(context.RequestAborted).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var views = new OperatorSaleView[sales.Count];
        for (var i = 0; i < views.Length; i++)
        {
            views[i] = OperatorSaleView.Of(sales[i], now);
        }

        SaleAnswers.NotCached(context);
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, views, SeckillJson.Default.OperatorSaleViewArray).ConfigureAwait(false);
    }

    public async Task FindAsync(HttpContext context)
    {
        var sale = TryReadSale(context, out var id)
            ? await desk.FindAsync(id, context.RequestAborted).ConfigureAwait(false)
            : null;
        var answering = sale is null
            ? KnownProblems.SaleNotFound.WriteAsync(context)
            : SaleAnswers.SendAsync(context, StatusCodes.Status200OK, sale, time);
        await answering.ConfigureAwait(false);
    }

    public async Task BooksAsync(HttpContext context)
    {
        var books = TryReadSale(context, out var id)
            ? await desk.ReadBooksAsync(id, context.RequestAborted).ConfigureAwait(false)
            : null;
        var answering = books is null
            ? KnownProblems.SaleNotFound.WriteAsync(context)
            : SaleAnswers.SendAsync(context, books);
        await answering.ConfigureAwait(false);
    }

    public async Task OrdersAsync(HttpContext context)
    {
        if (!PageNumber.TryRead(context, out var page))
        {
            await KnownProblems.InvalidRequest.WriteAsync(context, PageNumber.Rule).ConfigureAwait(false);
            return;
        }

        var found = TryReadSale(context, out var id)
            ? await desk.ListOrdersAsync(id, page, context.RequestAborted).ConfigureAwait(false)
            : null;
        if (found is null)
        {
            await KnownProblems.SaleNotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var answer = new PageOf<OrderView>([.. found.Items.Select(OrderView.Of)], page, found.HasMore);
        SaleAnswers.NotCached(context);
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, answer, SeckillJson.Default.OrderPage).ConfigureAwait(false);
    }

    public static bool TryReadSale(HttpContext context, out SaleId id) =>
        SaleId.TryParse(context.Request.RouteValues["saleId"] as string, out id);
}
