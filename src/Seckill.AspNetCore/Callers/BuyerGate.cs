using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Seckill.AspNetCore.Problems;
using Seckill.AspNetCore.RateLimiting;
using Seckill.Ids;

namespace Seckill.AspNetCore.Callers;

/// <summary>Stands before every buyer's endpoint: takes the buyer from the verified identity and from nowhere else, then asks the limiter.</summary>
internal sealed class BuyerGate(BuyerRateLimiter limiter, IOptions<SeckillEndpointOptions> options)
{
    private readonly string _claim = options.Value.BuyerClaim;

    public RequestDelegate For(Func<HttpContext, BuyerId, Task> handler) => context =>
    {
        if (!TryGetCaller(context, out var buyer))
        {
            return KnownProblems.Unauthorized.WriteAsync(context);
        }

        return limiter.TryTake(buyer, out var retryAfter)
            ? handler(context, buyer)
            : KnownProblems.RateLimited.WriteAsync(context, retryAfter);
    };

    public bool TryGetCaller(HttpContext context, out BuyerId caller) =>
        BuyerId.TryParse(context.User.FindFirst(_claim)?.Value, out caller);
}
