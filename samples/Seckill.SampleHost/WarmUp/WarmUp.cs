using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Seckill.Sales;
using Seckill.SampleHost.Startup;

namespace Seckill.SampleHost.WarmUp;

/// <summary>
/// Before this host is ready for its first sale, others are played in a second one (<see cref="PlayedHost"/>), so that the just-in-time compiler does not
/// work in the rush. A host that comes back into a sale has no time for that.
/// </summary>
internal sealed partial class WarmUp(
    ISaleDesk desk,
    IConfiguration configuration,
    IOptions<WarmUpSettings> settings,
    TimeProvider time,
    ILogger<WarmUp> logger) : IHostedService, IHealthCheck, IDisposable
{
    // A sale that opens within the time of a warm-up, twice over, counts as open.
    private const int Margin = 2;

    // What ends behind the limit: the second host's stop.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _limit = TimeSpan.FromSeconds(settings.Value.Seconds);
    private readonly DirectoryInfo _folder = new(Path.Combine(configuration.DataDirectory, "warm-up"));
    private readonly CancellationTokenSource _stop = new();
    private Task _play = Task.CompletedTask;
    private long _begun;

    /// <summary>Whether nobody waits for it any longer: it has ended, or has not and should have.</summary>
    public bool IsOver => _play.IsCompleted || time.GetElapsedTime(_begun) > _limit + s_grace;

    /// <summary>Ends when the host is as warm as it gets.</summary>
    public Task Ended => _play;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var isCold = _limit > TimeSpan.Zero && !await IsSellingAsync(_limit * Margin, cancellationToken);
        _begun = time.GetTimestamp();
        _play = isCold ? Task.Run(RunAsync, CancellationToken.None) : Task.CompletedTask;
        if (!isCold)
        {
            DeleteLeftovers();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _play.WaitAsync(cancellationToken);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsOver ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Warming up."));

    public void Dispose() => _stop.Dispose();

    private async Task<bool> IsSellingAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await desk.ListAsync(cancellationToken)).Any(sale =>
            sale.StatusAt(now) is SaleStatus.Open or SaleStatus.Paused || sale.StatusAt(now + ahead) is SaleStatus.Open);
    }

    // A host that was killed while it warmed up has left them.
    private void DeleteLeftovers()
    {
        try
        {
            PlayedHost.Delete(_folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NotDeleted(logger, _folder.FullName, exception);
        }
    }

    private async Task RunAsync()
    {
        var sales = 0;
        try
        {
            sales = await PlayAsync();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The host is as good as one without a warm-up.
            Failed(logger, exception);
        }

        // What was played is garbage now, and nobody waits yet.
        GC.Collect();
        Done(logger, sales, time.GetElapsedTime(_begun).TotalSeconds);
    }

    private async Task<int> PlayAsync()
    {
        PlayedHost.Delete(_folder);
        using var patience = new CancellationTokenSource(_limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, patience.Token);
        var sales = 0;
        try
        {
            await using var host = await PlayedHost.StartAsync(_folder, stop.Token);
            using var sale = new PlayedSale(host, time);
            try
            {
                await sale.PlayAsync(stop.Token);
            }
            finally
            {
                sales = sale.Count;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            // Time is up: what is compiled by now is what there is.
        }

        return sales;
    }

    [LoggerMessage(LogLevel.Information, "Warmed up on {Sales} played sales in {Seconds:F1} s")]
    private static partial void Done(ILogger logger, int sales, double seconds);

    [LoggerMessage(LogLevel.Warning, "An earlier warm-up's folder {Folder} cannot be deleted; delete it by hand")]
    private static partial void NotDeleted(ILogger logger, string folder, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The warm-up failed; the first purchases will be slower")]
    private static partial void Failed(ILogger logger, Exception exception);
}
