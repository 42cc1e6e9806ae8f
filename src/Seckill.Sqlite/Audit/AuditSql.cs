namespace Seckill.Sqlite.Audit;

internal static class AuditSql
{
    public const string Insert = "INSERT INTO audit (at, who, action, target, detail, outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    public const string List = "SELECT at, who, action, target, detail, outcome FROM audit ORDER BY row DESC LIMIT ?1 OFFSET ?2";
}
