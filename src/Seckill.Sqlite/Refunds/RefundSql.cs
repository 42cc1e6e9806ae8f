namespace Seckill.Sqlite.Refunds;

/// <summary>Statements on payments that go back. Outcome: 1 refund.</summary>
internal static class RefundSql
{
    public const string ListUnannounced = """
        SELECT purchase, provider, transaction_id, amount, currency, at FROM payment
        WHERE outcome = 1 AND announced = 0 ORDER BY at LIMIT ?1
        """;

    public const string MarkAnnounced = "UPDATE payment SET announced = 1 WHERE provider = ?1 AND transaction_id = ?2 AND outcome = 1 AND announced = 0";
}
