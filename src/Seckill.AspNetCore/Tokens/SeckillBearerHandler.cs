using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Seckill.AspNetCore.Tokens;

/// <summary>The bearer scheme, for everything that the host authenticates in its pipeline.</summary>
internal sealed class SeckillBearerHandler(
    IOptionsMonitor<SeckillBearerOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    BearerReader reader) : AuthenticationHandler<SeckillBearerOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => reader.ReadAsync(Context);

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        BearerReader.Challenge(Context);
        return Task.CompletedTask;
    }
}
