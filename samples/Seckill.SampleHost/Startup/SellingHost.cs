using Seckill.SampleHost.Tokens;

namespace Seckill.SampleHost.Startup;

/// <summary>What sells: the server, the domain, the tokens and the endpoints.</summary>
internal static class SellingHost
{
    public static void AddSellingHost(this WebApplicationBuilder builder)
    {
        builder.UseServerLimits();
        builder.AddSale();
        builder.AddTokens();
        builder.AddEndpoints();
    }
}
