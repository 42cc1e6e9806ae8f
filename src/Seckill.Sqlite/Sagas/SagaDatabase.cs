using Seckill.Sqlite.Schema;

namespace Seckill.Sqlite.Sagas;

/// <summary>The file with the sagas: the ledger's own, or another one. Their tables are made when it is first used.</summary>
internal sealed class SagaDatabase(SqliteDatabase database, Migrator migrator, bool isOwner) : IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private Task? _migration;

    public async ValueTask<TResult> WriteAsync<TArgument, TResult>(
        Func<SagaWriting, TArgument, TResult> work,
        TArgument argument,
        CancellationToken cancellationToken,
        int weight = 1)
    {
        if (!IsReady)
        {
            await MigrateAsync(cancellationToken).ConfigureAwait(false);
        }

        return await database.Writer
            .RunAsync(static (session, call) => call.work(session.Sagas, call.argument), (work, argument), cancellationToken, weight)
            .ConfigureAwait(false);
    }

    public async ValueTask<TResult> ReadAsync<TArgument, TResult>(
        Func<SagaReading, TArgument, TResult> read,
        TArgument argument,
        CancellationToken cancellationToken)
    {
        if (!IsReady)
        {
            await MigrateAsync(cancellationToken).ConfigureAwait(false);
        }

        return await database.Readers
            .RunAsync(static (session, call) => call.read(session.Sagas, call.argument), (read, argument), cancellationToken)
            .ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => isOwner ? database.DisposeAsync() : ValueTask.CompletedTask;

    // A container that is disposed without awaiting would refuse a service that can only be disposed so.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private bool IsReady => Volatile.Read(ref _migration) is { IsCompletedSuccessfully: true };

    // One attempt for all callers; after one that failed the next caller tries again. On the pool, since it may wait for another process.
    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        Task migration;
        lock (_lock)
        {
            if (_migration is null or { IsFaulted: true })
            {
                _migration = Task.Run(() => migrator.Migrate(SchemaComponent.Sagas), CancellationToken.None);
            }

            migration = _migration;
        }

        await migration.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
