using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Purchases;

/// <summary><c>POST /api/orders/{orderId}/cancel</c>: the buyer gives up an unpaid order or a place in line.</summary>
internal sealed class CancelEndpoint(IPurchases purchases)
{
    public async Task HandleAsync(HttpContext context, BuyerId buyer)
    {
        var answer = PurchaseId.TryParse(context.Request.RouteValues["orderId"] as string, out var id)
            ? await purchases.CancelAsync(id, buyer, CancellationToken.None).ConfigureAwait(false)
            : new CancelAnswer(CancelAnswerKind.NotFound);
        var answering = answer.Kind switch
        {
            CancelAnswerKind.Ended => PurchaseQueries.SendAsync(context, answer.Purchase!),
            CancelAnswerKind.AlreadyPaid => KnownProblems.AlreadyPaid.WriteAsync(context),
            _ => KnownProblems.OrderNotFound.WriteAsync(context),
        };
        await answering.ConfigureAwait(false);
    }
}
