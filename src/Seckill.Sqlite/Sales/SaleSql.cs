namespace Seckill.Sqlite.Sales;

/// <summary>Statements on sales. Stage: 1 draft, 2 published, 3 paused, 4 closed, 5 settled.</summary>
internal static class SaleSql
{
    public const string Insert = """
        INSERT INTO sale (product, title, price, currency, total, per_buyer_limit, starts_at, ends_at, mode, payment_window, stage)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)
        RETURNING ordinal
        """;

    public const string Find = Select + " WHERE ordinal = ?1";

    public const string List = Select + " ORDER BY ordinal DESC";

    public const string ListLive = Select + " WHERE stage BETWEEN 2 AND 4 ORDER BY ordinal DESC";

    public const string Move = "UPDATE sale SET stage = ?3, version = version + 1 WHERE ordinal = ?1 AND stage = ?2";

    public const string Change = """
        UPDATE sale SET mode = ?3, ends_at = ?4, per_buyer_limit = ?5, title = ?6, price = ?7, version = version + 1
        WHERE ordinal = ?1 AND version = ?2 AND stage < 4
        """;

    public const string IsQuiet = """
        SELECT NOT EXISTS (SELECT 1 FROM sale WHERE ordinal = ?1 AND pending_units > 0)
            AND NOT EXISTS (SELECT 1 FROM stock_return WHERE sale = ?1)
        """;

    public const string AddToTotal = "UPDATE sale SET total = total + ?2, version = version + 1 WHERE ordinal = ?1";

    public const string TakeFromTotal = """
        UPDATE sale SET total = total - ?2, version = version + 1
        WHERE ordinal = ?1 AND total - ?2 >= pending_units + paid_units
        """;

    public const string UseSequence = "UPDATE sale SET adjustment_sequence = ?2 WHERE ordinal = ?1";

    public const string RaiseEpoch = "UPDATE sale SET epoch = epoch + 1 WHERE ordinal = ?1";

    private const string Select = """
        SELECT ordinal, product, title, price, currency, total, pending_units, paid_units, per_buyer_limit,
            starts_at, ends_at, mode, payment_window, stage, version, epoch, adjustment_sequence
        FROM sale
        """;
}
