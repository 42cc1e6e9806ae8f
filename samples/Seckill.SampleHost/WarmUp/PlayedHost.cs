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
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private PlayedHost(WebApplication app, DirectoryInfo folder) => (_app, _folder) = (app, folder);

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <param name="folder">Deleted before and after.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    public static async Task<PlayedHost> StartAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        Delete(folder);
        folder.Create();
        var host = new PlayedHost(Build(folder), folder);
        try
        {
            await host._app.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Delete(_folder);
    }

    private static WebApplication Build(DirectoryInfo folder)
    {
        // Nothing is inherited: neither the caller's settings nor his servers, logs and signals.
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

    private static void Delete(DirectoryInfo folder)
    {
        folder.Refresh();
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }
    }
}
