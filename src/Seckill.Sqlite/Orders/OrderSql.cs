namespace Seckill.Sqlite.Orders;

/// <summary>Statements on orders. Status: 1 pending, 2 paid, 3 cancelled, 9 void. Stage: 5 settled.</summary>
internal static class OrderSql
{
    // A settled sale has given its unsold units back to the inventory, so nothing of it can be sold any more.
    public const string Terms = """
        SELECT payment_window, per_buyer_limit, currency, iif(stage = 5, 0, total - pending_units - paid_units)
        FROM sale WHERE ordinal = ?1
        """;

    public const string Take = """
        UPDATE sale SET pending_units = pending_units + ?2
        WHERE ordinal = ?1 AND pending_units + paid_units + ?2 <= total
        """;

    public const string GiveBack = "UPDATE sale SET pending_units = pending_units - ?2 WHERE ordinal = ?1";

    public const string MovePendingToPaid =
        "UPDATE sale SET pending_units = pending_units - ?2, paid_units = paid_units + ?2 WHERE ordinal = ?1";

    // A plain insert of one row on purpose: as INSERT … SELECT with the guard in it, or with a foreign key on the sale, SQLite
    // would copy every page it touches, in case the statement has to be undone halfway.
    public const string InsertOrder = """
        INSERT INTO purchase (id, sale, buyer, quantity, unit_price, per_buyer_limit, status, counts, created_at, pay_before)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, 1, ?7, ?8)
        """;

    public const string InsertVoid = """
        INSERT INTO purchase (id, sale, buyer, quantity, unit_price, per_buyer_limit, status, reason, keep_limit, counts, created_at, pay_before)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 9, ?9, ?10, ?10, ?7, ?8)
        """;

    public const string Cancel = """
        UPDATE purchase SET status = 3, reason = ?2, keep_limit = ?3, counts = ?3
        WHERE row = ?1 AND status = 1 AND (?4 IS NULL OR pay_before <= ?4)
        """;

    public const string Pay = "UPDATE purchase SET status = 2, paid_at = ?2 WHERE row = ?1 AND status = 1";

    public const string Read = Select + " WHERE p.row = ?1";

    public const string ListBySale = Select + " WHERE p.sale = ?1 AND p.status <> 9 ORDER BY p.row DESC LIMIT ?2 OFFSET ?3";

    public const string ListOverdue = Select + " WHERE p.status = 1 AND p.pay_before <= ?1 ORDER BY p.pay_before, p.row LIMIT ?2";

    public const string ListOrderBuyers = "SELECT row, buyer FROM purchase WHERE sale = ?1 AND status <> 9 AND row > ?2 ORDER BY row LIMIT ?3";

    public const string ListVoidBuyers = "SELECT row, buyer FROM purchase WHERE sale = ?1 AND status = 9 AND row > ?2 ORDER BY row LIMIT ?3";

    public const string Sync = "UPDATE purchase SET synced = 1 WHERE row = ?1 AND status = 2 AND synced = 0";

    public const string ListUnsynced = Select + " WHERE p.status = 2 AND p.synced = 0 AND p.paid_at <= ?1 ORDER BY p.paid_at, p.row LIMIT ?2";

    public const string List = Select + " WHERE (?1 IS NULL OR p.status = ?1) ORDER BY p.row DESC LIMIT ?2 OFFSET ?3";

    // The planner must not start from the sale: each list is made to walk its own index.
    private const string Select = """
        SELECT p.id, p.sale, p.buyer, p.quantity, p.unit_price, s.currency, p.per_buyer_limit,
            p.status, p.reason, p.created_at, p.pay_before, p.paid_at, p.synced
        FROM purchase p CROSS JOIN sale s ON s.ordinal = p.sale
        """;
}
