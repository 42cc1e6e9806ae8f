namespace Seckill.Sqlite.Schema;

/// <summary>Something to write when it is asked whether the file can be written.</summary>
internal static class SchemaV2
{
    public const string Sql = """
        CREATE TABLE probe (count INTEGER NOT NULL) STRICT;
        INSERT INTO probe (count) VALUES (0);
        """;
}
