using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Writing;

/// <summary>The writer's thread: gathers calls into transactions, commits, and answers.</summary>
internal sealed class WriterLoop(LedgerFile file, TimeProvider clock, WriterMetrics metrics, ILogger logger) : IDisposable
{
    // Orders fall on random pages of two indexes, so under a backlog a larger transaction writes fewer pages for each order; beyond
    // about two thousand the gain is small, and the first caller only waits longer.
    private const int MostItems = 1024;
    private const int MostWeight = 2048;

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
        if (_checkpointer.IsLong)
        {
            _session.Checkpoint();
            _checkpointer.Shortened();
        }
    }

    private static bool WaitForItem(ChannelReader<IWriteItem> queue)
    {
        var waiting = queue.WaitToReadAsync();
        return waiting.IsCompletedSuccessfully ? waiting.Result : waiting.AsTask().GetAwaiter().GetResult();
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
            _session ??= new WriteSession(file.OpenWriter(), clock, file.BuyersInMemory);
            if (!TryCommitAll(_session))
            {
                CommitOneByOne(_session);
            }
        }
        catch (Exception fault)
        {
            FailBatch(fault);
            return;
        }

        metrics.Committed(_batch.Count, clock.GetElapsedTime(started));
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

        session.Commit();
        _done.AddRange(_batch);
        return true;
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
