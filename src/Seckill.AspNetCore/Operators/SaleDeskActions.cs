using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.AspNetCore.Purchases;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.AspNetCore.Operators;

/// <summary>What operators do with sales. Each action is audited.</summary>
internal sealed class SaleDeskActions(ISaleDesk desk, AuditTrail audit, TimeProvider time)
{
    public Task CreateAsync(HttpContext context) =>
        audit.RunAsync(context, "create", "", SeckillJson.Default.CreateSaleRequest, async request =>
        {
            var (draft, wrong) = request.ToDraft();
            if (draft is null)
            {
                return ActionResult.Refused(KnownProblems.InvalidRequest, wrong);
            }

            var sale = await desk.CreateAsync(draft, CancellationToken.None).ConfigureAwait(false);
            return ActionResult.Done(answering => CreatedAsync(answering, sale), sale.Id.Value);
        });

    public Task PublishAsync(HttpContext context) => MoveAsync(context, "publish", desk.PublishAsync);

    public Task PauseAsync(HttpContext context) => MoveAsync(context, "pause", desk.PauseAsync);

    public Task ResumeAsync(HttpContext context) => MoveAsync(context, "resume", desk.ResumeAsync);

    public Task CloseAsync(HttpContext context) => MoveAsync(context, "close", desk.CloseAsync);

    public Task ChangeAsync(HttpContext context) =>
        audit.RunAsync(context, "change", TargetOf(context), SeckillJson.Default.ChangeSaleRequest, async request =>
        {
            var (change, wrong) = request.ToChange();
            if (change is null)
            {
                return ActionResult.Refused(KnownProblems.InvalidRequest, wrong);
            }

            return SaleDeskQueries.TryReadSale(context, out var id)
                ? SaleAnswers.Of(await desk.ChangeAsync(id, request.Version!.Value, change, CancellationToken.None).ConfigureAwait(false), time)
                : ActionResult.Refused(KnownProblems.SaleNotFound);
        });

    public Task AdjustAsync(HttpContext context) =>
        audit.RunAsync(context, "adjust-stock", TargetOf(context), SeckillJson.Default.AdjustStockRequest, async request =>
        {
            if (request.FindWrong() is { } wrong)
            {
                return ActionResult.Refused(KnownProblems.InvalidRequest, wrong);
            }

            if (!PurchaseEndpoint.TryReadKey(context, out var key))
            {
                return ActionResult.Refused(KnownProblems.InvalidRequest, PurchaseEndpoint.KeyRule);
            }

            return SaleDeskQueries.TryReadSale(context, out var id)
                ? await AdjustAsync(id, key, request).ConfigureAwait(false)
                : ActionResult.Refused(KnownProblems.SaleNotFound);
        });

    private async ValueTask<ActionResult> AdjustAsync(SaleId id, RequestKey key, AdjustStockRequest request)
    {
        var result = await desk.AdjustStockAsync(id, key, request.Delta!.Value, request.Reason!, CancellationToken.None).ConfigureAwait(false);
        if (SaleAnswers.ProblemOf(result.Outcome) is { } problem)
        {
            return ActionResult.Refused(problem);
        }

        var books = await desk.ReadBooksAsync(id, CancellationToken.None).ConfigureAwait(false);
        return books is null
            ? ActionResult.Refused(KnownProblems.SaleNotFound)
            : ActionResult.Done(answering => SaleAnswers.SendAsync(answering, books));
    }

    private Task MoveAsync(HttpContext context, string action, Func<SaleId, CancellationToken, ValueTask<SaleResult>> move) =>
        audit.RunAsync(context, action, TargetOf(context), "", async () =>
            SaleDeskQueries.TryReadSale(context, out var id)
                ? SaleAnswers.Of(await move(id, CancellationToken.None).ConfigureAwait(false), time)
                : ActionResult.Refused(KnownProblems.SaleNotFound));

    private Task CreatedAsync(HttpContext context, Sale sale)
    {
        context.Response.Headers.Location = "/api/admin/sales/" + sale.Id.Value;
        return SaleAnswers.SendAsync(context, StatusCodes.Status201Created, sale, time);
    }

    private static string TargetOf(HttpContext context) => context.Request.RouteValues["saleId"] as string ?? "";
}
