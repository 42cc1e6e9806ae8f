using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ledger;
using Seckill.Reconciliation;
using Seckill.Sales;

namespace Seckill.AspNetCore.Operators;

/// <summary>Turns what the desk says into answers.</summary>
internal static class SaleAnswers
{
    public static Task SendAsync(HttpContext context, int status, Sale sale, TimeProvider time)
    {
        NotCached(context);
        var view = OperatorSaleView.Of(sale, time.GetUtcNow());
        return JsonAnswer.SendAsync(context, status, view, SeckillJson.Default.OperatorSaleView);
    }

    public static Task SendAsync(HttpContext context, Books books)
    {
        NotCached(context);
        return JsonAnswer.SendAsync(context, StatusCodes.Status200OK, books, SeckillJson.Default.Books);
    }

    public static void NotCached(HttpContext context) => context.Response.Headers.CacheControl = "no-store";

    /// <summary>The problem for an outcome; null when it is no problem.</summary>
    public static Problem? ProblemOf(LedgerOutcome outcome) => outcome switch
    {
        LedgerOutcome.Ok => null,
        LedgerOutcome.NotFound => KnownProblems.SaleNotFound,
        LedgerOutcome.VersionConflict => KnownProblems.VersionConflict,
        LedgerOutcome.InventoryShort => KnownProblems.InventoryShort,
        LedgerOutcome.StockCommitted => KnownProblems.StockCommitted,
        LedgerOutcome.IdConflict => KnownProblems.IdempotencyConflict,
        _ => KnownProblems.InvalidTransition,
    };

    public static ActionResult Of(SaleResult result, TimeProvider time) =>
        ProblemOf(result.Outcome) is { } problem
            ? ActionResult.Refused(problem)
            : ActionResult.Done(context => SendAsync(context, StatusCodes.Status200OK, result.Sale!, time));
}
