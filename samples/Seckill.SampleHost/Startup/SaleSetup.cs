namespace Seckill.SampleHost.Startup;

internal static class SaleSetup
{
    private static readonly string[] s_servers = ["Redis", "RabbitMq", "MySql"];

    /// <summary>The domain with everything embedded, its data under <c>Seckill:DataDirectory</c>.</summary>
    /// <exception cref="InvalidOperationException">A connection string of a real server is set, which this version does not use.</exception>
    public static void AddSale(this WebApplicationBuilder builder)
    {
        foreach (var server in s_servers)
        {
            if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString(server)))
            {
                throw new InvalidOperationException(
                    $"ConnectionStrings:{server} is set, but this version runs on its embedded parts only and would not use it. "
                    + $"Unset ConnectionStrings__{server} to start.");
            }
        }
    }
}
