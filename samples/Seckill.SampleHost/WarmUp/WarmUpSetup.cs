using Microsoft.Extensions.Options;

namespace Seckill.SampleHost.WarmUp;

internal static class WarmUpSetup
{
    /// <summary>A warm-up before <c>/health/ready</c>, unless a sale is open. To be added before whatever opens one.</summary>
    public static void AddWarmUp(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<WarmUpSettings>().BindConfiguration(WarmUpSettings.Section);
        services.AddSingleton<IValidateOptions<WarmUpSettings>, WarmUpSettingsCheck>();
        WarmUp? warmUp = null;
        services.AddSingleton(provider => warmUp = ActivatorUtilities.CreateInstance<WarmUp>(provider));
        services.AddHostedService(provider => provider.GetRequiredService<WarmUp>());
        services.AddHealthChecks().AddCheck<WarmUp>("warm-up", tags: [SeckillServiceCollectionExtensions.ReadyTag]);

        // That a host is not ready yet is what it answers, and no error of it.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", level =>
            level >= LogLevel.Information && warmUp is not { IsOver: false });
    }
}
