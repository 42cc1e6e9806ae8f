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

    private readonly CancellationTokenSource _stop = new();
    private Task _play = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(settings.Value.Seconds);
        if (limit > TimeSpan.Zero && !await IsSellingAsync(limit * Margin, cancellationToken))
        {
            _play = Task.Run(() => RunAsync(limit), CancellationToken.None);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _play.WaitAsync(cancellationToken);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_play.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Warming up."));

    /// <summary>Ends when the host is as warm as it gets.</summary>
    public Task Ended => _play;

    public void Dispose() => _stop.Dispose();

    private async Task<bool> IsSellingAsync(TimeSpan ahead, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await desk.ListAsync(cancellationToken)).Any(sale =>
            sale.StatusAt(now) is SaleStatus.Open or SaleStatus.Paused || sale.StatusAt(now + ahead) is SaleStatus.Open);
    }

    private async Task RunAsync(TimeSpan limit)
    {
        var begun = time.GetTimestamp();
        var sales = 0;
        try
        {
            sales = await PlayAsync(limit);
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
        Done(logger, sales, time.GetElapsedTime(begun).TotalSeconds);
    }

    private async Task<int> PlayAsync(TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, patience.Token);
        var folder = new DirectoryInfo(Path.Combine(configuration.DataDirectory, "warm-up"));
        await using var host = await PlayedHost.StartAsync(folder, _stop.Token);
        using var sale = new PlayedSale(host, time);
        try
        {
            await sale.PlayAsync(stop.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            // Time is up: what is compiled by now is what there is.
        }

        return sale.Count;
    }

    [LoggerMessage(LogLevel.Information, "Warmed up on {Sales} played sales in {Seconds:F1} s")]
    private static partial void Done(ILogger logger, int sales, double seconds);

    [LoggerMessage(LogLevel.Warning, "The warm-up failed; the first purchases will be slower")]
    private static partial void Failed(ILogger logger, Exception exception);
}
