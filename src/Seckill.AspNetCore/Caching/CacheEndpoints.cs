using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Operators;
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
            foreach (var cache in _caches)
            {
                await cache.EvictAsync(key, CancellationToken.None).ConfigureAwait(false);
            }

            return ActionResult.Done(static answering =>
            {
                SaleAnswers.NotCached(answering);
                answering.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            });
        });
    }
}
