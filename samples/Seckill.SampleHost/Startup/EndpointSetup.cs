namespace Seckill.SampleHost.Startup;

internal static class EndpointSetup
{
    /// <summary>The endpoints as <c>Seckill:Http</c> says. This host has nothing behind routing that a purchase would need.</summary>
    public static void AddEndpoints(this WebApplicationBuilder builder) => builder.Services.AddSeckillEndpoints(options =>
    {
        options.DirectPurchases = true;
        builder.Configuration.GetSection("Seckill:Http").Bind(options);
    });
}
