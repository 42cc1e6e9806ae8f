using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Callers;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Operators;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Sessions;

namespace Seckill.AspNetCore.Sessions;

/// <summary><c>/api/admin/session</c>: signs an operator in, tells who is, and signs out.</summary>
internal sealed class SessionEndpoints(IOperatorSessions sessions, BuyerGate gate, TimeProvider time)
{
    /// <summary>The longest a session lives, however long its token does.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(8);

    /// <summary>Makes a session from a verified token. The endpoint does not take sessions, so that none outlives the token it was made from.</summary>
    public async Task BeginAsync(HttpContext context)
    {
        SaleAnswers.NotCached(context);
        var now = time.GetUtcNow();
        var expiresAt = ExpiryOf(context, now);
        if (!gate.TryGetCaller(context, out var who) || expiresAt <= now)
        {
            await KnownProblems.Unauthorized.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var id = await sessions.BeginAsync(new OperatorSession(who.Value, RolesOf(context.User), expiresAt), CancellationToken.None).ConfigureAwait(false);
        if (id is null)
        {
            await SessionRefusal.Unknown.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        // The browser forgets the one it had; so must the hosts.
        if (SessionCookie.Find(context.Request) is { } former)
        {
            await sessions.EndAsync(former, CancellationToken.None).ConfigureAwait(false);
        }

        SessionCookie.Set(context, id, expiresAt - now);
        await SendAsync(context, who, expiresAt).ConfigureAwait(false);
    }

    public Task ReadAsync(HttpContext context)
    {
        SaleAnswers.NotCached(context);
        return gate.TryGetCaller(context, out var who)
            ? SendAsync(context, who, ExpiryOf(context, time.GetUtcNow()))
            : KnownProblems.Unauthorized.WriteAsync(context);
    }

    /// <summary>Open to everybody: who holds the id may end it, and a session that is gone already is ended.</summary>
    public async Task EndAsync(HttpContext context)
    {
        SaleAnswers.NotCached(context);
        if (SessionCookie.Find(context.Request) is { } id)
        {
            if (context.Request.Headers.Authorization.Count == 0 && !OwnPages.Sent(context.Request))
            {
                await SessionRefusal.Foreign.WriteAsync(context).ConfigureAwait(false);
                return;
            }

            // The cookie stays, so that the call can be repeated.
            if (!await sessions.EndAsync(id, CancellationToken.None).ConfigureAwait(false))
            {
                await SessionRefusal.Unknown.WriteAsync(context).ConfigureAwait(false);
                return;
            }
        }

        SessionCookie.Clear(context);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task SendAsync(HttpContext context, BuyerId who, DateTimeOffset expiresAt) =>
        JsonAnswer.SendAsync(context, StatusCodes.Status200OK, new SessionView(who.Value, expiresAt), SeckillJson.Default.SessionView);

    private static DateTimeOffset ExpiryOf(HttpContext context, DateTimeOffset now)
    {
        var longest = now + LongestLife;
        return context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc is { } end && end < longest ? end : longest;
    }

    private static string[] RolesOf(ClaimsPrincipal user) =>
        [.. user.Identities.SelectMany(static identity => identity.FindAll(identity.RoleClaimType)).Select(static claim => claim.Value)];
}
