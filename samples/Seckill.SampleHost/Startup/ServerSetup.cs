namespace Seckill.SampleHost.Startup;

internal static class ServerSetup
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>Limits of the server for strangers: small bodies, quick headers, a bounded number of sockets.</summary>
    public static void UseServerLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 20_000;
        });

        // A request runs on the thread that got its bytes, without a second turn in the thread pool's queue, where ten thousand of them would stand
        // before the calls that sell to them. What blocks there is short: reads of SQLite, and the key ring once a day.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);

        var settings = builder.Configuration;
        if (string.IsNullOrEmpty(settings["urls"]) && string.IsNullOrEmpty(settings["http_ports"]) && !settings.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
    }
}
