using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Purchases;

/// <summary><c>GET /api/purchases/{reservationId}</c> and <c>GET /api/purchases</c>: what the caller owns, and nothing else.</summary>
internal sealed class PurchaseQueries(IPurchases purchases)
{
    public async Task FindAsync(HttpContext context, BuyerId buyer)
    {
        var purchase = PurchaseId.TryParse(context.Request.RouteValues["reservationId"] as string, out var id)
            ? await purchases.FindAsync(id, buyer, context.RequestAborted).ConfigureAwait(false)
            : null;
        if (purchase is null)
        {
            await KnownProblems.PurchaseNotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        await SendAsync(context, purchase).ConfigureAwait(false);
    }

    public async Task ListAsync(HttpContext context, BuyerId buyer)
    {
        if (!PageNumber.TryRead(context, out var page))
        {
            await KnownProblems.InvalidRequest.WriteAsync(context, PageNumber.Rule).ConfigureAwait(false);
            return;
        }

        var found = await purchases.ListAsync(buyer, page, context.RequestAborted).ConfigureAwait(false);
        var answer = JsonAnswer.Rent();
        var json = answer.Writer;
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var purchase in found.Items)
        {
            PurchaseJson.WriteState(json, purchase);
        }

        json.WriteEndArray();
        json.WriteNumber("page"u8, page);
        json.WriteBoolean("hasMore"u8, found.HasMore);
        json.WriteEndObject();
        context.Response.Headers.CacheControl = "no-store";
        await answer.SendAsync(context, StatusCodes.Status200OK).ConfigureAwait(false);
    }

    public static Task SendAsync(HttpContext context, PurchaseState purchase)
    {
        context.Response.Headers.CacheControl = "no-store";
        var json = JsonAnswer.Rent();
        PurchaseJson.WriteState(json.Writer, purchase);
        return json.SendAsync(context, StatusCodes.Status200OK);
    }
}
