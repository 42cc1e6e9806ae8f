using Microsoft.Extensions.Hosting;
using Seckill.Caching;

namespace Seckill.SaleReads;

/// <summary>The configuration of everything on sale, as any node last changed it. It begins with the host: before that the ledger is not open.</summary>
internal sealed class SaleConfiguration(SaleSheets sheets) : IHostedService, IDisposable
{
    private CachedValue<SaleSheet[]>? _live;

    /// <summary>Nothing before it was read for the first time.</summary>
    public IReadOnlyList<SaleSheet> Live => _live is { IsReady: true } live ? live.Value : [];

    public Task WhenReadyAsync(CancellationToken cancellationToken) => _live?.WhenReadyAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _live = sheets.PinLive();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _live?.Dispose();
}
