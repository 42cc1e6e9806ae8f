namespace Seckill.Sqlite.Adjustments;

/// <summary>Statements on stock adjustments. Status: 1 open, 2 applied, 3 refused.</summary>
internal static class AdjustmentSql
{
    public const string Insert = "INSERT INTO adjustment (sale, sequence, id, delta, reason, status) VALUES (?1, ?2, ?3, ?4, ?5, 1)";

    public const string End = "UPDATE adjustment SET status = ?3 WHERE sale = ?1 AND sequence = ?2 AND status = 1";

    public const string Find = Select + " WHERE sale = ?1 AND id = ?2";

    public const string FindOpen = Select + " WHERE sale = ?1 AND status = 1";

    public const string LiveOrders = """
        SELECT id, buyer, quantity, unit_price, per_buyer_limit FROM purchase
        WHERE sale = ?1 AND status <> 9 AND status IN (1, 2) ORDER BY row
        """;

    public const string HeldUnits = """
        SELECT buyer, sum(quantity) FROM purchase WHERE sale = ?1 AND keep_limit = 1 GROUP BY buyer ORDER BY buyer
        """;

    private const string Select = "SELECT sale, id, sequence, delta, reason, status FROM adjustment";
}
