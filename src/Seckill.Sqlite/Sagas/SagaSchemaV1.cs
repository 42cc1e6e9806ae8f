namespace Seckill.Sqlite.Sagas;

/// <summary>The first schema of the saga store. Times are ticks of UTC, states the numbers of the public enums.</summary>
internal static class SagaSchemaV1
{
    public const string Sql = Sagas + Names + Shards;

    // One row for each saga, overwritten in place; a new one is appended, so that a commit touches the last pages only. None of the indexes begins
    // with a random value. A running saga is in one that grows and shrinks at its end; an ended one moves to one in the order of time.
    // Conditions are without IN, for which SQLite would build a table of its values at every write.
    private const string Sagas = """
        CREATE TABLE saga (
            row INTEGER PRIMARY KEY,
            shard INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            write_id INTEGER NOT NULL,
            status INTEGER NOT NULL,
            due_at INTEGER,
            updated_at INTEGER NOT NULL,
            id TEXT NOT NULL,
            definition TEXT NOT NULL,
            key TEXT,
            data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX saga_due ON saga (shard, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX saga_running ON saga (row, shard, epoch) WHERE due_at IS NULL AND (status = 1 OR status = 3);
        CREATE INDEX saga_ended ON saga (updated_at) WHERE due_at IS NULL AND (status = 4 OR status = 5);
        CREATE INDEX saga_rare ON saga (status) WHERE (status = 3 OR status >= 5);

        """;

    // Ids and keys fall on random places, so the table that is sorted by them follows in bulk: it covers the names up to saga_name_floor, and memory
    // covers those above it, which are kept in the order of time for the next start. A name only tells where to look; the row itself decides.
    private const string Names = """
        CREATE TABLE saga_name (
            hash INTEGER NOT NULL,
            row INTEGER NOT NULL,
            PRIMARY KEY (hash, row)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE saga_new_name (number INTEGER PRIMARY KEY, hash INTEGER NOT NULL, row INTEGER NOT NULL) STRICT;
        CREATE TABLE saga_name_floor (number INTEGER NOT NULL) STRICT;
        INSERT INTO saga_name_floor (number) VALUES (0);

        """;

    private const string Shards = """
        CREATE TABLE saga_shard (
            shard INTEGER PRIMARY KEY,
            owner TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;
        """;
}
