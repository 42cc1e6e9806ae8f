using System.Text;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Callers;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Problems;
using Seckill.Sagas;

namespace Seckill.AspNetCore.Sagas;

/// <summary>What operators do with parked sagas. Each action is audited here and written into the saga's own history, with who and why.</summary>
internal sealed class SagaActions(ISagaAdmin admin, AuditTrail audit, BuyerGate gate)
{
    public Task RetryAsync(HttpContext context) => RunAsync(context, "retry", admin.RetryAsync);

    public Task SkipAsync(HttpContext context) => RunAsync(context, "skip", admin.SkipAsync);

    public Task CompleteAsync(HttpContext context) => RunAsync(context, "complete", admin.CompleteAsync);

    private async Task RunAsync(HttpContext context, string action, Func<SagaId, OperatorNote, CancellationToken, ValueTask<SagaAdminOutcome>> run)
    {
        // A body is welcome, not required: it says why.
        var hasBody = context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0;
        var why = "";
        Problem? wrong = null;
        if (hasBody)
        {
            var body = await RawBody.ReadAsync(context).ConfigureAwait(false);
            wrong = body.Refusal;
            if (wrong is null)
            {
                wrong = JsonBody.TryParse(body.Bytes, SeckillJson.Default.SagaNote, out var note) ? null : KnownProblems.InvalidRequest;
                why = note?.Why ?? Encoding.UTF8.GetString(body.Bytes);
            }

            body.Release();
        }

        await audit.RunAsync(context, $"saga-{action}", context.Request.RouteValues["sagaId"] as string ?? "", why, async () =>
        {
            if (wrong is not null)
            {
                return ActionResult.Refused(wrong, wrong == KnownProblems.InvalidRequest ? "A body, if there is one, must be one JSON object with the text why." : null);
            }

            if (!SagaQueries.TryReadId(context, out var id) || !gate.TryGetCaller(context, out var who))
            {
                return ActionResult.Refused(KnownProblems.NotFound);
            }

            return await run(id, new OperatorNote(who.Value, why), CancellationToken.None).ConfigureAwait(false) switch
            {
                SagaAdminOutcome.Ok => await DoneAsync(id).ConfigureAwait(false),
                SagaAdminOutcome.NotFound => ActionResult.Refused(KnownProblems.NotFound),
                SagaAdminOutcome.Rejected => ActionResult.Refused(KnownProblems.Unavailable),
                SagaAdminOutcome.Conflict => ActionResult.Refused(KnownProblems.InvalidTransition, "The saga changed meanwhile: look again."),
                SagaAdminOutcome.UnknownDefinition => ActionResult.Refused(KnownProblems.InvalidTransition, "No registered definition can go on with it; it can only be completed."),
                _ => ActionResult.Refused(KnownProblems.InvalidTransition, "Only a parked saga takes this."),
            };
        }).ConfigureAwait(false);
    }

    private async ValueTask<ActionResult> DoneAsync(SagaId id) =>
        await admin.TimelineAsync(id).ConfigureAwait(false) is { } timeline
            ? ActionResult.Done(answering => JsonAnswer.SendAsync(answering, StatusCodes.Status200OK, SagaTimelineView.Of(timeline), SeckillJson.Default.SagaTimelineView))
            : ActionResult.Refused(KnownProblems.NotFound);
}
