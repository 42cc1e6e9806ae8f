namespace Seckill.Sqlite.Effects;

/// <summary>
/// The table of guarded effects. Operation: 1 action, 2 undo, 3 decision. Outcome: 0 tombstone (undone before it came), 1 ok, 2 failed. Times are
/// milliseconds since 1970.
/// </summary>
internal static class EffectSql
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS seckill_effect (
            saga TEXT NOT NULL,
            step TEXT NOT NULL,
            operation INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            reason TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            PRIMARY KEY (saga, step, operation)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS seckill_effect_recorded ON seckill_effect (recorded_at);
        """;

    public const string Find = "SELECT operation, outcome, reason FROM seckill_effect WHERE saga = ?1 AND step = ?2";

    public const string Insert = "INSERT INTO seckill_effect (saga, step, operation, outcome, reason, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    public const string Forget = """
        DELETE FROM seckill_effect WHERE (saga, step, operation) IN
            (SELECT saga, step, operation FROM seckill_effect WHERE recorded_at < ?1 ORDER BY recorded_at LIMIT ?2)
        """;
}
