using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.PurchaseSagas;

namespace Seckill.AspNetCore.Sagas;

/// <summary><c>POST /api/admin/faults</c>, in Development only.</summary>
internal sealed class FaultEndpoint(IFaultDesk desk, AuditTrail audit)
{
    public Task PlanAsync(HttpContext context) =>
        audit.RunAsync(context, "plan-fault", "", SeckillJson.Default.FaultRequest, request =>
        {
            if (request.Step is null || !desk.Steps.Contains(request.Step))
            {
                return new(ActionResult.Refused(KnownProblems.InvalidRequest, $"step must be one of {string.Join(", ", desk.Steps)}."));
            }

            if (request.Failures is not (>= 0 and <= FaultRequest.MostFailures) || (request.Buyer is not null && !BuyerId.TryParse(request.Buyer, out _)))
            {
                return new(ActionResult.Refused(KnownProblems.InvalidRequest, $"failures must be 0 to {FaultRequest.MostFailures}, and buyer, if given, a buyer's id."));
            }

            desk.Plan(request.Step, request.Failures.Value, request.Buyer);
            return new(ActionResult.Done(answering => JsonAnswer.SendAsync(answering, StatusCodes.Status200OK, request, SeckillJson.Default.FaultRequest), request.Step));
        });
}
