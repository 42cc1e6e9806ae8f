using Microsoft.Data.Sqlite;
using Seckill.Sagas;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Effects;

/// <summary>
/// Guards effects in a SQLite file of the user's own: what it keeps is in the table <c>seckill_effect</c>, written in whatever transaction is open on
/// the connection, so it is committed or rolled back with the effect. Keep one guard for each connection, and use both by one thread at a time.
/// Begin transactions as writing ones (<c>BEGIN IMMEDIATE</c>, the default of <see cref="SqliteConnection.BeginTransaction()"/>): then two tries of
/// one effect can never both be let in.
/// </summary>
public sealed class SqliteEffectGuard : IEffectGuard, IDisposable
{
    private readonly StatementSource _source;
    private readonly EffectRows _rows;

    /// <summary>Makes a guard on an open connection, which stays the caller's. Its file must have the table.</summary>
    /// <param name="connection">Open; see <see cref="CreateTable"/>.</param>
    /// <param name="clock">Tells when effects were recorded, for <see cref="Forget"/>; null for the system's clock.</param>
    /// <exception cref="SqliteException">The file has no such table.</exception>
    public SqliteEffectGuard(SqliteConnection connection, TimeProvider? clock = null)
        : this(connection, clock ?? TimeProvider.System, rewrite: null)
    {
    }

    internal SqliteEffectGuard(SqliteConnection connection, TimeProvider clock, SqlRewrite? rewrite)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _source = new StatementSource(connection, rewrite) { IsConnectionLent = true };
        _rows = new EffectRows(_source, clock);
    }

    /// <summary>Makes the table <c>seckill_effect</c> and its index where they are not there yet.</summary>
    /// <param name="connection">Open; may be in a transaction.</param>
    public static void CreateTable(SqliteConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.Execute(EffectSql.Schema);
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">No transaction is open on the connection.</exception>
    public ValueTask<EffectEntry> EnterAsync(EffectKey key, CancellationToken cancellationToken = default)
    {
        Check(key, cancellationToken);
        return new(_rows.Enter(key));
    }

    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">No transaction is open on the connection.</exception>
    /// <exception cref="ArgumentException">The result is not one that is recorded.</exception>
    /// <exception cref="SqliteException">Among others: the effect has a result already, so it was not let in.</exception>
    public ValueTask RecordAsync(EffectKey key, StepResult result, CancellationToken cancellationToken = default)
    {
        if (result.Kind is not (StepResultKind.Ok or StepResultKind.Fail))
        {
            throw new ArgumentException($"A result of the kind {result.Kind} is not recorded.", nameof(result));
        }

        Check(key, cancellationToken);
        _rows.Record(key, result);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Forgets effects that were recorded long ago, the oldest first. An effect that is forgotten may happen again, so keep them longer than any saga
    /// lives, and than ended sagas are kept.
    /// </summary>
    /// <param name="recordedBefore">Effects recorded before are forgotten.</param>
    /// <param name="max">How many at the most.</param>
    /// <returns>How many were forgotten.</returns>
    public int Forget(DateTimeOffset recordedBefore, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return _rows.Forget(recordedBefore, max);
    }

    /// <summary>Frees the guard's statements; the connection stays open.</summary>
    public void Dispose() => _source.Dispose();

    private void Check(EffectKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentException.ThrowIfNullOrEmpty(key.Saga.Value);
        ArgumentException.ThrowIfNullOrEmpty(key.Step);
        if (_source.IsAutocommit)
        {
            throw new InvalidOperationException("An effect is guarded within the transaction that applies it; begin one on this connection first.");
        }
    }
}
