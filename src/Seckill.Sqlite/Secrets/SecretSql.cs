namespace Seckill.Sqlite.Secrets;

internal static class SecretSql
{
    public const string Find = "SELECT value FROM secret WHERE name = ?1";

    public const string Insert = "INSERT INTO secret (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";
}
