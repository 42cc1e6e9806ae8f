using System.Globalization;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Caching;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.AspNetCore.Sales;

/// <summary>
/// <c>GET /api/sales/{saleId}/document/{version}</c>: kept for an hour by whoever wants to, for its address names its version. Without a version, or with
/// an older one, the caller is sent to the one of now.
/// </summary>
internal sealed class SaleDocumentEndpoint(ISaleBoard board)
{
    public async Task FindAsync(HttpContext context)
    {
        var document = SaleId.TryParse(context.Request.RouteValues["saleId"] as string, out var id)
            ? await board.FindDocumentAsync(id, context.RequestAborted).ConfigureAwait(false)
            : null;
        if (document is null)
        {
            await KnownProblems.SaleNotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var version = document.Version.ToString(CultureInfo.InvariantCulture);
        var asked = context.Request.RouteValues["version"] as string;
        if (asked is not null && (!long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > document.Version))
        {
            // Another host may know it already: never lead from a newer one back to an older one.
            context.Response.Headers.CacheControl = "no-store";
            await KnownProblems.NotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        if (asked != version)
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = $"/api/sales/{id.Value}/document/{version}";
            EdgeHeaders.Live(context);
            return;
        }

        EdgeHeaders.Versioned(context);
        if (!EdgeHeaders.TryNotModified(context, document.Stamp))
        {
            await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, SaleDocumentView.Of(document), SeckillJson.Default.SaleDocumentView).ConfigureAwait(false);
        }
    }
}
