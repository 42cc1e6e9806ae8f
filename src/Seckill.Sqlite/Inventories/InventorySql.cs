namespace Seckill.Sqlite.Inventories;

internal static class InventorySql
{
    public const string Find = "SELECT on_hand, allotted FROM inventory WHERE product = ?1";

    public const string SetOnHand = """
        INSERT INTO inventory (product, on_hand) VALUES (?1, ?2)
        ON CONFLICT (product) DO UPDATE SET on_hand = excluded.on_hand
        """;

    public const string Allot = """
        INSERT INTO inventory (product, allotted) VALUES (?1, ?2)
        ON CONFLICT (product) DO UPDATE SET allotted = allotted + excluded.allotted
        WHERE on_hand IS NULL OR allotted + excluded.allotted <= on_hand
        """;

    // What is not counted stays uncounted. A count below what is sold is the operator's; a paid order must be booked nevertheless.
    public const string Sell = "UPDATE inventory SET on_hand = max(on_hand - ?2, 0), allotted = allotted - ?2 WHERE product = ?1";

    public const string GiveBack = "UPDATE inventory SET allotted = allotted - ?2 WHERE product = ?1";
}
