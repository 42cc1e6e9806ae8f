using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Problems;
using Seckill.Sagas;

namespace Seckill.AspNetCore.Sagas;

/// <summary>What operators see of sagas.</summary>
internal sealed class SagaQueries(ISagaAdmin admin)
{
    private const int MostPages = 1_000;

    public async Task ListAsync(HttpContext context)
    {
        if (!PageNumber.TryRead(context, out var page) || page > MostPages)
        {
            await KnownProblems.InvalidRequest.WriteAsync(context, $"page must be an integer from 1 to {MostPages}.").ConfigureAwait(false);
            return;
        }

        SagaStatus? state = null;
        if (context.Request.Query.TryGetValue("state", out var text) && text.ToString() is { Length: > 0 } word)
        {
            if (!SagaNames.TryReadState(word, out var known))
            {
                await KnownProblems.InvalidRequest.WriteAsync(context, $"state must be one of {SagaNames.States}.").ConfigureAwait(false);
                return;
            }

            state = known;
        }

        var definition = context.Request.Query["definition"].ToString();
        var query = new SagaQuery { Status = state, Definition = definition.Length == 0 ? null : definition, Page = page, PageSize = PageNumber.Size };
        var found = await admin.QueryAsync(query, context.RequestAborted).ConfigureAwait(false);
        SaleAnswers.NotCached(context);
        var answer = new PageOf<SagaView>([.. found.Records.Select(SagaView.Of)], page, found.HasMore);
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, answer, SeckillJson.Default.SagaPage).ConfigureAwait(false);
    }

    public async Task FindAsync(HttpContext context)
    {
        if (!TryReadId(context, out var id) || await admin.TimelineAsync(id, context.RequestAborted).ConfigureAwait(false) is not { } timeline)
        {
            await KnownProblems.NotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        SaleAnswers.NotCached(context);
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, SagaTimelineView.Of(timeline), SeckillJson.Default.SagaTimelineView).ConfigureAwait(false);
    }

    public static bool TryReadId(HttpContext context, out SagaId id) => SagaId.TryParse(context.Request.RouteValues["sagaId"] as string, out id);
}
