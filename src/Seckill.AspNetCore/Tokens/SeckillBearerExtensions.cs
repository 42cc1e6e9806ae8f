using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Seckill.AspNetCore.Tokens;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the bearer scheme that remembers verified tokens.</summary>
public static class SeckillBearerExtensions
{
    /// <summary>
    /// Adds the default scheme <c>Bearer</c>. <typeparamref name="TVerifier"/> checks a token in full the first time; until the token
    /// expires, the same text is good again without it. A token that must be revocable at once needs another scheme.
    /// At operators' endpoints a request without a token may have an operator's session instead, by its cookie.
    /// </summary>
    /// <typeparam name="TVerifier">The host's check; a singleton.</typeparam>
    public static AuthenticationBuilder AddSeckillBearer<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] TVerifier>(
        this IServiceCollection services,
        Action<SeckillBearerOptions>? configure = null)
        where TVerifier : class, ITokenVerifier
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<VerifiedTokenCache>();
        services.TryAddSingleton<BearerReader>();
        services.TryAddSingleton<ITokenVerifier, TVerifier>();

        // Not AddAuthentication: it also brings data protection, whose keys nothing here needs and somebody would have to keep.
        services.AddAuthenticationCore(options => options.DefaultScheme = BearerReader.SchemeName);
        services.AddWebEncoders();
        return new AuthenticationBuilder(services)
            .AddScheme<SeckillBearerOptions, SeckillBearerHandler>(BearerReader.SchemeName, configure);
    }
}
