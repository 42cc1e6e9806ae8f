using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Problems;
using Seckill.Caching;

namespace Seckill.AspNetCore.Caching;

/// <summary><c>GET /api/admin/cache</c> and <c>DELETE /api/admin/cache/{key}</c>, over all caches of the host.</summary>
internal sealed class CacheEndpoints(IEnumerable<ICacheAdmin> caches, AuditTrail audit)
{
    private readonly ICacheAdmin[] _caches = [.. caches];

    public Task ReadAsync(HttpContext context)
    {
        SaleAnswers.NotCached(context);
        return JsonAnswer.SendAsync(context, StatusCodes.Status200OK, CacheView.Of(_caches.Select(static c => c.Read())), SeckillJson.Default.CacheView);
    }

    public Task EvictAsync(HttpContext context)
    {
        var key = context.Request.RouteValues["key"] as string ?? "";
        return audit.RunAsync(context, "evict", key, "", async () =>
        {
            var isToldToAll = true;
            foreach (var cache in _caches)
            {
                isToldToAll &= await cache.EvictAsync(key, CancellationToken.None).ConfigureAwait(false);
            }

            // Other hosts may still serve it: repeating is harmless.
            return !isToldToAll ? ActionResult.Refused(KnownProblems.Unavailable) : ActionResult.Done(static answering =>
            {
                SaleAnswers.NotCached(answering);
                answering.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            });
        });
    }
}
