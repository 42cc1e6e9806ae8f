namespace Seckill.Sqlite.Schema;

/// <summary>
/// Refunds that nobody was told of yet. Those of an older file count among them, since nobody knows; only they are in the index, so that a
/// payment that pays costs nothing more.
/// </summary>
internal static class SchemaV3
{
    public const string Sql = """
        ALTER TABLE payment ADD COLUMN announced INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX payment_unannounced ON payment (at) WHERE outcome = 1 AND announced = 0;
        """;
}
