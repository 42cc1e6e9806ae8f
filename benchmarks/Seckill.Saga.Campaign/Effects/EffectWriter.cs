using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Seckill.Sagas.Campaign.Sagas;
using Seckill.Sqlite.Effects;
using SQLitePCL;

namespace Seckill.Sagas.Campaign.Effects;

/// <summary>
/// A user's own database: effects go into a journal, each in one transaction with its guard's record. The journal itself takes anything, also twice.
/// </summary>
internal sealed class EffectWriter : IAsyncDisposable
{
    private const int MostInATransaction = 1024;

    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteConnection _connection;
    private readonly SqliteEffectGuard _guard;
    private readonly IEffectGuard _asked;
    private readonly sqlite3_stmt _insert;
    private readonly Task _run;

    /// <param name="path">The file.</param>
    /// <param name="around">Plants a bug: what is put around the guard; null for nothing.</param>
    public EffectWriter(string path, Func<IEffectGuard, IEffectGuard>? around = null)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();

        // Processes are killed here, not machines: what was written stays written without waiting for the disk.
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;");
        Execute("CREATE TABLE IF NOT EXISTS journal (place INTEGER PRIMARY KEY, number INTEGER NOT NULL, step INTEGER NOT NULL, operation INTEGER NOT NULL);");
        SqliteEffectGuard.CreateTable(_connection);
        _guard = new SqliteEffectGuard(_connection);
        _asked = around?.Invoke(_guard) ?? _guard;
        Check(raw.sqlite3_prepare_v2(_connection.Handle, "INSERT INTO journal (number, step, operation) VALUES (?1, ?2, ?3)", out _insert));
        _run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Tries an effect; ends when its transaction is committed.</summary>
    public Task<StepResult> ApplyAsync(int number, Effect effect, EffectKey key, StepResult answer)
    {
        var call = new Call(number, effect, key, answer);
        ObjectDisposedException.ThrowIf(!_calls.Writer.TryWrite(call), this);
        return call.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _calls.Writer.TryComplete();
        await _run;
        _insert.Dispose();
        _guard.Dispose();
        await _connection.DisposeAsync();
    }

    private void Run()
    {
        var batch = new List<Call>(MostInATransaction);
        while (_calls.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            using (var transaction = _connection.BeginTransaction())
            {
                while (batch.Count < MostInATransaction && _calls.Reader.TryRead(out var call))
                {
                    Apply(call);
                    batch.Add(call);
                }

                transaction.Commit();
            }

            batch.ForEach(static call => call.Answer());
            batch.Clear();
        }
    }

    // Nothing in here waits: the guard of this connection answers at once.
    private void Apply(Call call) => call.Result = _asked.RunAsync(call.Key, token =>
    {
        if (call.Planned.Kind == StepResultKind.Ok)
        {
            Check(raw.sqlite3_bind_int(_insert, 1, call.Number));
            Check(raw.sqlite3_bind_int(_insert, 2, call.Effect.Step));
            Check(raw.sqlite3_bind_int(_insert, 3, (int)call.Effect.Operation));
            token.ThrowIfCancellationRequested();
            raw.sqlite3_step(_insert);
            Check(raw.sqlite3_reset(_insert));
        }

        return ValueTask.FromResult(call.Planned);
    }).AsTask().GetAwaiter().GetResult();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Call(int number, Effect effect, EffectKey key, StepResult planned)
        : TaskCompletionSource<StepResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Number => number;

        public Effect Effect => effect;

        public EffectKey Key => key;

        public StepResult Planned => planned;

        public StepResult Result { get; set; }

        public void Answer() => SetResult(Result);
    }
}
