namespace Seckill.Sqlite.Sagas;

/// <summary>Statements on sagas. Status: 1 running, 2 waiting, 3 compensating, 4 completed, 5 compensated, 6 parked.</summary>
internal static class SagaSql
{
    public const string Insert = """
        INSERT INTO saga (shard, epoch, seq, write_id, status, due_at, updated_at, id, definition, key, data)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """;

    // The usual case in one statement: the row is the predecessor, and the saga holds its key already or wants none.
    public const string Advance = """
        UPDATE saga SET shard = ?1, epoch = ?2, seq = ?3, write_id = ?4, status = ?5, due_at = ?6, updated_at = ?7, data = ?8
        WHERE row = ?9 AND id = ?10 AND seq = ?3 - 1 AND key IS ?11 AND (status < 4 OR status = 6 OR ?5 = 4 OR ?5 = 5)
        """;

    public const string Overwrite = """
        UPDATE saga SET shard = ?1, epoch = ?2, seq = ?3, write_id = ?4, status = ?5, due_at = ?6, updated_at = ?7, data = ?8, definition = ?9, key = ?10
        WHERE row = ?11
        """;

    public const string Head = "SELECT row, id, definition, key, seq, write_id, status, updated_at FROM saga WHERE row = ?1";

    public const string Read = "SELECT data FROM saga WHERE row = ?1";

    public const string ListDue = """
        SELECT data, row FROM saga INDEXED BY saga_due
        WHERE shard = ?1 AND due_at IS NOT NULL AND due_at <= ?2 AND due_at >= ?3 AND (due_at > ?3 OR row > ?4) ORDER BY due_at, row LIMIT ?5
        """;

    public const string ListInterrupted = """
        SELECT data, row FROM saga INDEXED BY saga_running
        WHERE due_at IS NULL AND (status = 1 OR status = 3) AND row > ?3 AND shard = ?1 AND epoch < ?2 ORDER BY row LIMIT ?4
        """;

    public const string List = """
        SELECT data FROM saga
        WHERE (?1 IS NULL OR definition = ?1) AND (?2 IS NULL OR status = ?2) AND (?3 IS NULL OR updated_at <= ?3)
        ORDER BY row DESC LIMIT ?4 OFFSET ?5
        """;

    // The same for states that few sagas are in: these need not be searched for among all.
    public const string ListRare = """
        SELECT data FROM saga INDEXED BY saga_rare
        WHERE (?1 IS NULL OR definition = ?1) AND status = ?2 AND (status = 3 OR status >= 5) AND (?3 IS NULL OR updated_at <= ?3)
        ORDER BY row DESC LIMIT ?4 OFFSET ?5
        """;

    public const string Count = "SELECT definition, status, count(*) FROM saga GROUP BY definition, status";

    // The first part reads the end of its index; the second what runs at the moment.
    public const string HighestShard = """
        SELECT max(shard) FROM (
            SELECT max(shard) AS shard FROM saga INDEXED BY saga_due WHERE due_at IS NOT NULL
            UNION ALL SELECT max(shard) FROM saga INDEXED BY saga_running WHERE due_at IS NULL AND (status = 1 OR status = 3))
        """;

    public const string ListEnded = """
        SELECT row, id, definition, key, seq, write_id, status, updated_at FROM saga INDEXED BY saga_ended
        WHERE due_at IS NULL AND (status = 4 OR status = 5) AND updated_at < ?1 ORDER BY updated_at LIMIT ?2
        """;

    public const string Delete = "DELETE FROM saga WHERE row = ?1";
}
