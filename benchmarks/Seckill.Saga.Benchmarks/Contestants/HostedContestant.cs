using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Seckill.Sagas.Benchmarks.Contestants;

/// <summary>An engine that lives in a host of its own.</summary>
internal abstract class HostedContestant : Contestant
{
    private IHost? _host;

    /// <summary>The started host's services.</summary>
    protected IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The host is not started.");

    public sealed override async Task InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton(new EndCounter(() => Ended()));
        Configure(builder);
        _host = builder.Build();
        await _host.StartAsync();
        OnStarted();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }
    }

    /// <summary>Registers the engine.</summary>
    protected abstract void Configure(HostApplicationBuilder builder);

    /// <summary>Takes what it needs from the host.</summary>
    protected abstract void OnStarted();
}
