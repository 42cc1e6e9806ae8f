using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Seckill.SampleHost.Startup;
using Seckill.SampleHost.Tokens;

namespace Seckill.SampleHost.WarmUp;

/// <summary>
/// A second host in this process, the same but for its settings: embedded, in a folder of its own that goes with it, on a free loopback port, with
/// a key that nobody has. What it compiles, the real one finds compiled.
/// </summary>
internal sealed class PlayedHost : IAsyncDisposable
{
    private static readonly TimeSpan s_stopWithin = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private PlayedHost(WebApplication app, DirectoryInfo folder) => (_app, _folder) = (app, folder);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <param name="folder">New; deleted afterwards.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static async Task<PlayedHost> StartAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        folder.Create();
        PlayedHost? host = null;
        try
        {
            host = new PlayedHost(Build(folder), folder);
            await host._app.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await (host?.DisposeAsync() ?? default);
            Delete(folder);
            throw;
        }
    }

    // What is not stopped would go on behind its disposal, and keep all of it in memory.
    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(s_stopWithin);
        try
        {
            await _app.StopAsync(hurry.Token);
        }
        finally
        {
            await _app.DisposeAsync();
            Delete(_folder);
        }
    }

    /// <summary>Deletes what a host left behind.</summary>
    public static void Delete(DirectoryInfo folder)
    {
        folder.Refresh();
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }
    }

    private static WebApplication Build(DirectoryInfo folder)
    {
        // Nothing is inherited: neither the caller's settings nor his servers and logs.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Configuration.AddInMemoryCollection(
        [
            new("urls", "http://127.0.0.1:0"),
            new("Seckill:DataDirectory", folder.FullName),
            new("Seckill:Tokens:SigningKey", Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenSettings.MinKeyBytes))),
        ]);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IMeterFactory, SilentMeters>();
        builder.AddSellingHost();
        var app = builder.Build();
        app.MapSeckill();
        return app;
    }
}
