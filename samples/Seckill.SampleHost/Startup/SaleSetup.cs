using Microsoft.AspNetCore.DataProtection;

namespace Seckill.SampleHost.Startup;

internal static class SaleSetup
{
    private static readonly string[] s_notYet = ["RabbitMq", "MySql"];

    extension(IConfiguration settings)
    {
        /// <summary>Where this host keeps what it keeps itself; relative to where it was started.</summary>
        public string DataDirectory => settings["Seckill:DataDirectory"] is { Length: > 0 } given ? given : "data";
    }

    /// <summary>The domain: everything embedded below <c>Seckill:DataDirectory</c>, or the stock in Redis where its connection string is set.</summary>
    /// <exception cref="InvalidOperationException">A connection string is set that this version does not use.</exception>
    public static void AddSale(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        foreach (var server in s_notYet)
        {
            if (!string.IsNullOrEmpty(settings.GetConnectionString(server)))
            {
                throw new InvalidOperationException(
                    $"ConnectionStrings:{server} is set, but this version has no part for that server and would not use it. "
                    + $"Unset ConnectionStrings__{server} to start.");
            }
        }

        builder.Services.AddDataProtection().SetApplicationName("seckill").PersistKeysToSeckill();
        var directory = settings.DataDirectory;
        var seckill = builder.Services.AddSeckill(options => settings.GetSection("Seckill").Bind(options));
        if (settings.GetConnectionString("Redis") is { Length: > 0 } redis)
        {
            Directory.CreateDirectory(directory);
            seckill.UseRedis(options => options.Configuration = redis);
            builder.Services.AddSeckillSqlite(options => options.Path = Path.Combine(directory, "ledger.db"));
        }
        else
        {
            seckill.UseEmbedded(options => options.DataDirectory = directory);
        }
    }
}
