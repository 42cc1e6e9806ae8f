namespace Seckill.Sqlite.Returns;

internal static class StockReturnSql
{
    public const string Add = "INSERT INTO stock_return (id, sale, quantity, keep_limit) VALUES (?1, ?2, ?3, ?4)";

    public const string Remove = "DELETE FROM stock_return WHERE id = ?1";

    public const string List = "SELECT id, quantity, keep_limit FROM stock_return ORDER BY sequence LIMIT ?1";

    public const string ListOfSale = "SELECT id, quantity, keep_limit FROM stock_return WHERE sale = ?1 ORDER BY sequence LIMIT ?2";

    public const string UnitsOfSale = "SELECT coalesce(sum(quantity), 0) FROM stock_return WHERE sale = ?1";
}
