using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Reading;
using Seckill.Sqlite.Writing;

namespace Seckill.Sqlite;

/// <summary>The open ledger: one writer and some readers. Everything else in the package works through it.</summary>
internal sealed class LedgerDatabase : IAsyncDisposable, IDisposable
{
    private readonly WriterMetrics _metrics;

    public LedgerDatabase(LedgerFile file, TimeProvider clock, ILogger<LedgerDatabase> logger, IMeterFactory? meters = null)
    {
        _metrics = new WriterMetrics(meters);
        var recent = new RecentRows();
        Writer = new Writer(new WriterLoop(file, recent, clock, _metrics, logger));
        Readers = new ReadPool(file, recent);
    }

    public Writer Writer { get; }

    public ReadPool Readers { get; }

    public async ValueTask DisposeAsync()
    {
        await Readers.DisposeAsync().ConfigureAwait(false);
        await Writer.DisposeAsync().ConfigureAwait(false);
        _metrics.Dispose();
    }

    // A container that is disposed without awaiting would refuse a service that can only be disposed so.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
