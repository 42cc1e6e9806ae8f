namespace Seckill.Sqlite.Sagas.Names;

/// <summary>Statements on the names of sagas. <c>saga_name</c> covers the numbers up to <c>saga_name_floor</c>.</summary>
internal static class NameSql
{
    public const string Floor = "SELECT number FROM saga_name_floor";

    public const string NamesAfter = "SELECT number, hash, row FROM saga_new_name WHERE number > ?1 ORDER BY number LIMIT ?2";

    public const string Append = "INSERT INTO saga_new_name (number, hash, row) VALUES (?1, ?2, ?3)";

    public const string Find = "SELECT row FROM saga_name WHERE hash = ?1";

    // A sweep that was cut short by a crash is done again from its beginning.
    public const string Fold = "INSERT INTO saga_name (hash, row) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    public const string Remove = "DELETE FROM saga_name WHERE hash = ?1 AND row = ?2";

    public const string RaiseFloor = "UPDATE saga_name_floor SET number = max(number, ?1)";

    public const string Trim = """
        DELETE FROM saga_new_name WHERE number IN (
            SELECT number FROM saga_new_name WHERE number <= (SELECT number FROM saga_name_floor) ORDER BY number LIMIT ?1)
        """;
}
