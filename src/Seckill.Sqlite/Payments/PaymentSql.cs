namespace Seckill.Sqlite.Payments;

internal static class PaymentSql
{
    public const string Find = "SELECT purchase, outcome FROM payment WHERE provider = ?1 AND transaction_id = ?2";

    public const string Insert = """
        INSERT INTO payment (provider, transaction_id, purchase, amount, currency, outcome, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;
}
