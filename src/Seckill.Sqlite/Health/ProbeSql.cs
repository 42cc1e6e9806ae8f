namespace Seckill.Sqlite.Health;

internal static class ProbeSql
{
    // Counted, because SQLite writes nothing for a row that stays as it was.
    public const string Write = "UPDATE probe SET count = count + 1";
}
