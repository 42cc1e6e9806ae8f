using Microsoft.Extensions.Logging;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Writing;

/// <summary>
/// Copies the write-ahead log back into the file beside the writer, on a connection and a thread of its own. The disk that is busy with it
/// makes commits wait all the same, so it rests while orders come in and works when it is quiet, or when the log has become long.
/// Under steady writing the log has no moment at which all of it is copied and it could begin anew; the writer is then asked
/// to copy the short rest itself.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(250);

    private readonly DatabaseFile _file;
    private readonly ILogger _logger;
    private readonly AutoResetEvent _due = new(false);
    private readonly Thread _thread;
    private readonly int _longLog;
    private int _waiting;
    private volatile bool _stopping;
    private volatile bool _isLong;

    public Checkpointer(DatabaseFile file, ILogger logger)
    {
        _file = file;
        _logger = logger;
        _longLog = Math.Max(1, file.Settings.LongLogBytes / file.Settings.PageSize);
        _thread = new Thread(Run) { IsBackground = true, Name = "Seckill SQLite checkpointer" };
        _thread.Start();
    }

    /// <summary>True when the writer should copy the rest, so that the log begins anew.</summary>
    public bool IsLong => _isLong;

    /// <summary>The writer tells what a commit has added to the log.</summary>
    public void Wrote(int pages)
    {
        if (Interlocked.Add(ref _waiting, pages) >= _longLog)
        {
            _due.Set();
        }
    }

    /// <summary>The writer has copied the rest, or could not; the next pass tells whether the log is still long.</summary>
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
        for (var before = 0; ;)
        {
            var isLong = _due.WaitOne(s_quiet);
            if (_stopping)
            {
                break;
            }

            var waiting = Volatile.Read(ref _waiting);
            var isQuiet = waiting > 0 && waiting == before;
            before = waiting;
            if (!isLong && !isQuiet)
            {
                continue;
            }

            try
            {
                connection ??= _file.OpenCheckpointer();
                Interlocked.Add(ref _waiting, -waiting);
                before = 0;
                _isLong = connection.Checkpoint() > _longLog;
            }
            catch (Exception fault)
            {
                // The log only grows longer meanwhile; the next pass copies what this one did not. What left this thread would end the process.
                Log.CheckpointFailed(_logger, fault, _file.Path);
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }
}
