using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.AspNetCore.Sessions;

namespace Seckill.AspNetCore.Tokens;

/// <summary>The bearer scheme, for everything that the host authenticates in its pipeline.</summary>
internal sealed class SeckillBearerHandler(
    IOptionsMonitor<SeckillBearerOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    BearerReader reader) : AuthenticationHandler<SeckillBearerOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => reader.ReadAsync(Context);

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if ((await HandleAuthenticateOnceSafeAsync().ConfigureAwait(false)).Failure is SessionRefusal refusal)
        {
            await refusal.WriteAsync(Context).ConfigureAwait(false);
            return;
        }

        BearerReader.Challenge(Context);
    }
}
