using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Purchases;

/// <summary><c>POST /api/sales/{saleId}/purchases</c>, the hottest path: no model binding, no logging, refusals ready-made.</summary>
internal sealed class PurchaseEndpoint(IPurchases purchases, ILogger<PurchaseEndpoint> logger)
{
    public const string KeyRule = KeyHeader + " must be 1 to 64 characters of [A-Za-z0-9_-].";

    private const string KeyHeader = "Idempotency-Key";
    private static readonly StringValues s_noStore = "no-store";

    private const string QuantityRule = "quantity must be an integer of 1 or more.";

    public async Task HandleAsync(HttpContext context, BuyerId buyer)
    {
        var body = await RawBody.ReadAsync(context).ConfigureAwait(false);
        if (body.Refusal is not null)
        {
            await body.Refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var hasQuantity = QuantityReader.TryRead(body.Bytes, out var quantity);
        body.Release();
        if (!hasQuantity)
        {
            await KnownProblems.InvalidRequest.WriteAsync(context, QuantityRule).ConfigureAwait(false);
            return;
        }

        if (!TryReadKey(context, out var key))
        {
            await KnownProblems.InvalidRequest.WriteAsync(context, KeyRule).ConfigureAwait(false);
            return;
        }

        if (!SaleId.TryParse(context.Request.RouteValues["saleId"] as string, out var sale))
        {
            await KnownProblems.SaleNotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        PurchaseAnswer answer;
        try
        {
            // Not tied to the connection: the wait is short, and hanging up would change nothing but make every request dearer.
            answer = await purchases.PurchaseAsync(sale, buyer, key, quantity, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A fault means "outcome unknown", which the contract has an answer for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.Fault(logger, "POST", context.Request.Path, exception);
            answer = new PurchaseAnswer(PurchaseAnswerKind.Unavailable);
        }

        await AnswerAsync(context, answer).ConfigureAwait(false);
    }

    public static bool TryReadKey(HttpContext context, out RequestKey key)
    {
        key = default;
        return context.Request.Headers.TryGetValue(KeyHeader, out StringValues values)
            && values.Count == 1
            && RequestKey.TryParse(values[0], out key);
    }

    private static Task AnswerAsync(HttpContext context, PurchaseAnswer answer) => answer.Kind switch
    {
        PurchaseAnswerKind.Ordered => OrderedAsync(context, answer.Purchase!),
        PurchaseAnswerKind.Queued => QueuedAsync(context, answer.Purchase!),
        PurchaseAnswerKind.RefusedInLine => RefusedAsync(context, answer.Purchase!),
        PurchaseAnswerKind.SoldOut => KnownProblems.SoldOut.WriteAsync(context, answer.RetryAfter),
        PurchaseAnswerKind.LimitReached => KnownProblems.LimitReached.WriteAsync(context, answer.RetryAfter),
        PurchaseAnswerKind.Paused => KnownProblems.Paused.WriteAsync(context, answer.RetryAfter),
        PurchaseAnswerKind.NotStarted => KnownProblems.NotStarted.WriteAsync(context, answer.RetryAfter),
        PurchaseAnswerKind.Ended => KnownProblems.Ended.WriteAsync(context),
        PurchaseAnswerKind.IdempotencyConflict => KnownProblems.IdempotencyConflict.WriteAsync(context),
        PurchaseAnswerKind.SaleNotFound => KnownProblems.SaleNotFound.WriteAsync(context),
        PurchaseAnswerKind.InvalidQuantity => KnownProblems.InvalidRequest.WriteAsync(context, QuantityRule),
        _ => KnownProblems.Unavailable.WriteAsync(context, answer.RetryAfter),
    };

    private static Task OrderedAsync(HttpContext context, PurchaseState purchase)
    {
        context.Response.Headers.CacheControl = s_noStore;
        var json = JsonAnswer.Rent();
        PurchaseJson.WriteOrdered(json.Writer, purchase);
        return json.SendAsync(context, StatusCodes.Status201Created);
    }

    private static Task QueuedAsync(HttpContext context, PurchaseState purchase)
    {
        var id = purchase.Id.ToString();
        context.Response.Headers.Location = "/api/purchases/" + id;
        context.Response.Headers.CacheControl = s_noStore;
        var json = JsonAnswer.Rent();
        PurchaseJson.WriteTicket(json.Writer, purchase, id);
        return json.SendAsync(context, StatusCodes.Status202Accepted);
    }

    private static Task RefusedAsync(HttpContext context, PurchaseState purchase)
    {
        var problem = KnownProblems.RefusedInLine;
        return problem.WriteAsync(context, purchase.Reason ?? problem.Code, null, purchase.Id.ToString());
    }
}
