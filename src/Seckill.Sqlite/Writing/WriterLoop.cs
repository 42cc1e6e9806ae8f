using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Writing;

/// <summary>The writer's thread: gathers calls into transactions, commits, and answers.</summary>
internal sealed class WriterLoop(DatabaseFile file, NewestRows newest, TimeProvider clock, WriterMetrics metrics, ILogger logger) : IDisposable
{
    // Beyond about two thousand orders a larger transaction gains little, and the first caller only waits longer.
    private const int MostItems = 1024;
    private const int MostWeight = 2048;

    // Short enough for a call that comes meanwhile.
    private const int QuietSlice = 2048;

    // Four entries for each order: the two of its own, and as many of the backlog, which so ends before it has doubled.
    private const int EntriesPerOrder = 4;

    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(250);

    private readonly List<IWriteItem> _batch = new(MostItems);
    private readonly List<IWriteItem> _done = new(MostItems);
    private readonly Checkpointer _checkpointer = new(file, logger);
    private WriteSession? _session;

    public void Run(ChannelReader<IWriteItem> queue)
    {
        while (WaitForItem(queue))
        {
            Gather(queue);
            Commit();
            TendLog();
        }
    }

    /// <summary>Tells everybody who still waits that nobody knows, once the loop has come to an end that it should not have.</summary>
    public void Abandon(ChannelReader<IWriteItem> queue, Exception fault)
    {
        Log.WriterEnded(logger, fault, file.Path);
        _batch.ForEach(item => item.Fail(fault));
        while (queue.TryRead(out var item))
        {
            item.Fail(fault);
        }
    }

    public void Dispose()
    {
        _checkpointer.Dispose();
        _session?.Dispose();
    }

    private void TendLog()
    {
        if (_session is null)
        {
            return;
        }

        _checkpointer.Wrote(_session.TakePagesWritten());
        if (!_checkpointer.IsLong)
        {
            return;
        }

        _checkpointer.Shortened();
        try
        {
            _session.Checkpoint();
        }
        catch (Exception fault)
        {
            // What was answered stands in the log, which only grows longer meanwhile.
            Log.CheckpointFailed(logger, fault, file.Path);
            DropSession();
        }
    }

    private bool WaitForItem(ChannelReader<IWriteItem> queue)
    {
        var waiting = queue.WaitToReadAsync();
        if (waiting.IsCompletedSuccessfully)
        {
            return waiting.Result;
        }

        var item = waiting.AsTask();
        for (var quiet = s_quiet; _session?.Parts.FirstOrDefault(static part => part.Folding.IsWanted) is { } part && !item.Wait(quiet); quiet = TimeSpan.Zero)
        {
            if (!TryFold(_session, part.Folding))
            {
                break;
            }
        }

        return item.GetAwaiter().GetResult();
    }

    private bool TryFold(WriteSession session, IFolding folding)
    {
        try
        {
            folding.WaitUntilSorted();
            session.Begin();
            folding.FoldSlice(QuietSlice);
            session.Commit();
            TendLog();
            return true;
        }
        catch (Exception fault)
        {
            // The rows stay in memory, so nobody misses them; the next quiet time tries again on a new connection.
            Log.FoldingFailed(logger, fault, file.Path);
            DropSession();
            return false;
        }
    }

    private void Gather(ChannelReader<IWriteItem> queue)
    {
        _batch.Clear();
        _done.Clear();
        var weight = 0;
        while (_batch.Count < MostItems && weight < MostWeight && queue.TryRead(out var item))
        {
            _batch.Add(item);
            weight += item.Weight;
        }
    }

    private void Commit()
    {
        var started = clock.GetTimestamp();
        try
        {
            _session ??= new WriteSession(file.OpenWriter(), newest, clock, file.Settings);
            if (!TryCommitAll(_session))
            {
                CommitOneByOne(_session);
            }

            metrics.Committed(_batch.Count, clock.GetElapsedTime(started));
        }
        catch (Exception fault)
        {
            FailBatch(fault);
            return;
        }

        _done.ForEach(static item => item.Complete());
    }

    // Without savepoints, because with one open SQLite copies every page before its first change: about a third of the time.
    private bool TryCommitAll(WriteSession session)
    {
        session.Begin();
        foreach (var item in _batch)
        {
            try
            {
                item.Execute(session);
            }
            catch (Exception fault) when (session.InTransaction)
            {
                session.Rollback();
                Log.CallRolledBack(logger, fault, _batch.Count);
                return false;
            }
        }

        foreach (var part in session.Parts)
        {
            if (part.Folding.IsPressing && !TryFoldWithin(session, part.Folding))
            {
                return false;
            }
        }

        session.Commit();
        _done.AddRange(_batch);
        return true;
    }

    private bool TryFoldWithin(WriteSession session, IFolding folding)
    {
        try
        {
            folding.FoldSlice(_batch.Sum(static item => item.Weight) * EntriesPerOrder);
            return true;
        }
        catch (Exception fault) when (session.InTransaction)
        {
            session.Rollback();
            Log.FoldingFailed(logger, fault, file.Path);
            return false;
        }
    }

    // One call went wrong and took its neighbours with it, so they are all done again, each behind its own savepoint.
    private void CommitOneByOne(WriteSession session)
    {
        session.Begin();
        foreach (var item in _batch)
        {
            session.SetSavepoint();
            try
            {
                item.Execute(session);
                session.ReleaseSavepoint();
                _done.Add(item);
            }
            catch (Exception fault) when (session.InTransaction)
            {
                session.RollbackToSavepoint();
                item.Fail(fault);
            }
        }

        session.Commit();
    }

    // Whatever state the connection is in now, the next transaction starts on a new one.
    private void FailBatch(Exception fault)
    {
        metrics.Failed();
        Log.TransactionFailed(logger, fault, file.Path, _batch.Count);
        _batch.ForEach(item => item.Fail(fault));
        DropSession();
    }

    private void DropSession()
    {
        try
        {
            _session?.Dispose();
        }
        finally
        {
            _session = null;
        }
    }
}
