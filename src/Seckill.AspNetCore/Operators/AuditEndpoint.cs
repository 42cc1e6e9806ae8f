using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ledger;

namespace Seckill.AspNetCore.Operators;

/// <summary><c>GET /api/admin/audit</c>.</summary>
internal sealed class AuditEndpoint(IAuditLog log)
{
    public async Task ListAsync(HttpContext context)
    {
        if (!PageNumber.TryRead(context, out var page))
        {
            await KnownProblems.InvalidRequest.WriteAsync(context, PageNumber.Rule).ConfigureAwait(false);
            return;
        }

        var entries = await log.ListAsync(page, PageNumber.Size, context.RequestAborted).ConfigureAwait(false);
        var hasMore = entries.Count == PageNumber.Size
            && (await log.ListAsync(page + 1, PageNumber.Size, context.RequestAborted).ConfigureAwait(false)).Count > 0;
        var answer = new PageOf<AuditView>([.. entries.Select(AuditView.Of)], page, hasMore);
        SaleAnswers.NotCached(context);
        await JsonAnswer.SendAsync(context, StatusCodes.Status200OK, answer, SeckillJson.Default.AuditPage).ConfigureAwait(false);
    }
}
