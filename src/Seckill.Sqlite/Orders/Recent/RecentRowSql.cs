namespace Seckill.Sqlite.Orders.Recent;

/// <summary>Statements on the indexes by id and by buyer, which cover the rows up to <c>purchase_folded</c>.</summary>
internal static class RecentRowSql
{
    public const string Floor = "SELECT row FROM purchase_folded";

    public const string RowsAfter = "SELECT row, id, buyer FROM purchase WHERE row > ?1 ORDER BY row LIMIT ?2";

    public const string FindFolded = "SELECT row FROM purchase_id WHERE id = ?1";

    public const string FoldedOfBuyer = "SELECT row FROM purchase_buyer WHERE buyer = ?1 AND row <= ?2 ORDER BY row DESC";

    // The buyer's rows in one sale stand together, however many he has in others.
    public const string FoldedCountingUnits = """
        SELECT coalesce(sum(p.quantity), 0) FROM purchase_buyer b CROSS JOIN purchase p ON p.row = b.row
        WHERE b.buyer = ?2 AND b.sale = ?1 AND b.row <= ?3 AND p.counts = 1
        """;

    public const string CountingUnitsOfRow = "SELECT coalesce(sum(quantity), 0) FROM purchase WHERE row = ?2 AND counts = 1 AND sale = ?1";

    // A sweep that was cut short by a crash is done again from its beginning.
    public const string FoldId = "INSERT INTO purchase_id (id, row) VALUES (?1, ?2) ON CONFLICT DO NOTHING";

    public const string FoldBuyer = "INSERT INTO purchase_buyer (buyer, sale, row) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";

    public const string RaiseFloor = "UPDATE purchase_folded SET row = max(row, ?1)";

    // Changes when another connection has written to the file.
    public const string DataVersion = "PRAGMA data_version";
}
