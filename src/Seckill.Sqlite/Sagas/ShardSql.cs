namespace Seckill.Sqlite.Sagas;

/// <summary>Statements on the leases of shards.</summary>
internal static class ShardSql
{
    public const string Epoch = "SELECT epoch FROM saga_shard WHERE shard = ?1";

    public const string Acquire = """
        INSERT INTO saga_shard (shard, owner, epoch, expires_at) VALUES (?1, ?2, 1, ?3)
        ON CONFLICT (shard) DO UPDATE SET owner = excluded.owner, epoch = epoch + 1, expires_at = excluded.expires_at
        WHERE owner = excluded.owner OR expires_at <= ?4
        """;

    public const string Renew = "UPDATE saga_shard SET expires_at = ?4 WHERE shard = ?1 AND owner = ?2 AND epoch = ?3";

    public const string Release = "UPDATE saga_shard SET expires_at = 0 WHERE shard = ?1 AND owner = ?2 AND epoch = ?3";

    public const string List = "SELECT shard, owner, epoch, expires_at FROM saga_shard WHERE expires_at > ?1 ORDER BY shard";
}
