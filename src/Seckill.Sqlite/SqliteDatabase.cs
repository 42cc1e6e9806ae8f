using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Reading;
using Seckill.Sqlite.Writing;

namespace Seckill.Sqlite;

/// <summary>The open file: one writer and some readers. Everything else in the package works through it.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable, IDisposable
{
    private readonly WriterMetrics _metrics;

    public SqliteDatabase(DatabaseFile file, TimeProvider clock, ILogger logger, IMeterFactory? meters = null)
    {
        File = file;
        _metrics = new WriterMetrics(meters);
        var newest = new NewestRows();
        Writer = new Writer(new WriterLoop(file, newest, clock, _metrics, logger));
        Readers = new ReadPool(file, newest);
    }

    public DatabaseFile File { get; }

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
