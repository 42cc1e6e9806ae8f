using Microsoft.Extensions.Logging;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Writing;

/// <summary>
/// Copies the write-ahead log back into the file beside the writer, on a connection and a thread of its own, so that no commit waits for it.
/// Under steady writing the log has no moment at which all of it is copied and it could begin anew; once it is long, the writer
/// is asked to copy the short rest itself.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    // 32 MiB between two passes lets a page that was written many times be copied once; 240 MiB bounds the log.
    private const int PagesBetween = 8_000;
    private const int MostPages = 60_000;

    private readonly LedgerFile _file;
    private readonly ILogger _logger;
    private readonly AutoResetEvent _due = new(false);
    private readonly Thread _thread;
    private int _written;
    private volatile bool _stopping;
    private volatile bool _isLong;

    public Checkpointer(LedgerFile file, ILogger logger)
    {
        _file = file;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "Seckill ledger checkpointer" };
        _thread.Start();
    }

    /// <summary>True when the writer should copy the rest, so that the log begins anew.</summary>
    public bool IsLong => _isLong;

    /// <summary>The writer tells what a commit has added to the log.</summary>
    public void Wrote(int pages)
    {
        _written += pages;
        if (_written >= PagesBetween)
        {
            _written = 0;
            _due.Set();
        }
    }

    /// <summary>The writer has copied the rest.</summary>
    public void Shortened() => _isLong = false;

    public void Dispose()
    {
        _stopping = true;
        _due.Set();
        _thread.Join();
        _due.Dispose();
    }

    private void Run()
    {
        StatementSource? connection = null;
        while (_due.WaitOne() && !_stopping)
        {
            try
            {
                connection ??= _file.OpenCheckpointer();
                _isLong = connection.Checkpoint() > MostPages;
            }
            catch (Microsoft.Data.Sqlite.SqliteException fault)
            {
                // The log only grows longer meanwhile; the next pass copies what this one did not.
                Log.CheckpointFailed(_logger, fault, _file.Path);
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }
}
