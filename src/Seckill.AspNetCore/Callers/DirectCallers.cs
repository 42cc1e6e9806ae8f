using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Seckill.AspNetCore.Tokens;

namespace Seckill.AspNetCore.Callers;

/// <summary>
/// Authenticates right at an endpoint, as the pipeline would have done. Much of what a purchase leaves to the collector comes from the
/// pipeline's handlers, schemes and policies, which for a bearer token and "any verified caller" decide nothing more.
/// </summary>
internal sealed class DirectCallers(IOptions<SeckillEndpointOptions> options, IOptions<AuthenticationOptions> schemes, IOptions<AuthorizationOptions> policies, BearerReader? reader = null)
{
    /// <summary>Whether purchases are answered directly.</summary>
    /// <exception cref="OptionsValidationException">They are to be, and cannot.</exception>
    public bool AreWanted()
    {
        if (!options.Value.DirectPurchases)
        {
            return false;
        }

        return Obstacle() is { } obstacle
            ? throw new OptionsValidationException(Options.DefaultName, typeof(SeckillEndpointOptions), [obstacle])
            : true;
    }

    public RequestDelegate For(RequestDelegate handler) => context =>
    {
        var reading = reader!.ReadAsync(context);
        return reading.IsCompletedSuccessfully ? GoOn(context, reading.Result, handler) : GoOnAsync(context, reading, handler);
    };

    private static async Task GoOnAsync(HttpContext context, Task<AuthenticateResult> reading, RequestDelegate handler) =>
        await GoOn(context, await reading.ConfigureAwait(false), handler).ConfigureAwait(false);

    private static Task GoOn(HttpContext context, AuthenticateResult result, RequestDelegate handler)
    {
        if (!result.Succeeded || result.Principal.Identity is not { IsAuthenticated: true })
        {
            BearerReader.Challenge(context);
            return Task.CompletedTask;
        }

        context.User = result.Principal;
        return handler(context);
    }

    private string? Obstacle()
    {
        const string Setting = $"{nameof(SeckillEndpointOptions)}.{nameof(SeckillEndpointOptions.DirectPurchases)} is set, but ";
        if (reader is null || schemes.Value.DefaultScheme != BearerReader.SchemeName)
        {
            return Setting + "callers are not authenticated by AddSeckillBearer; add it, or leave the setting off.";
        }

        var policy = policies.Value.GetPolicy(SeckillPolicies.Buyer);
        return policy is { AuthenticationSchemes.Count: 0, Requirements: [DenyAnonymousAuthorizationRequirement] }
            ? null
            : Setting + $"the policy {SeckillPolicies.Buyer} asks for more than a verified caller; leave the setting off.";
    }
}
