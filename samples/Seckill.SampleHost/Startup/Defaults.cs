using Microsoft.Extensions.Configuration.Memory;

namespace Seckill.SampleHost.Startup;

internal static class Defaults
{
    /// <summary>What holds when nothing else is said; below every other source, and the same from whatever directory the host is started.</summary>
    public static void AddDefaults(this WebApplicationBuilder builder) => builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        },
    });
}
