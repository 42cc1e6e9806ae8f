using Microsoft.Extensions.Options;

namespace Seckill.SampleHost.Tokens;

internal static class TokenSetup
{
    public static void AddTokens(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<TokenSettings>().BindConfiguration(TokenSettings.Section);
        services.AddSingleton<IValidateOptions<TokenSettings>, TokenSettingsCheck>();
        services.AddSingleton<TokenKey>();
        services.AddSeckillBearer<TokenVerifier>();
    }
}
