namespace Seckill.Telemetry;

/// <summary>Names of what the domain measures.</summary>
public static class SeckillDiagnostics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "Seckill";

    /// <summary>Purchases answered, by <c>outcome</c>; unit <c>{purchase}</c>.</summary>
    public const string Purchases = "seckill.purchases";

    /// <summary>Payments recorded, by <c>outcome</c>; unit <c>{payment}</c>.</summary>
    public const string Payments = "seckill.payments";

    /// <summary>Purchases in one stock script call; unit <c>{purchase}</c>.</summary>
    public const string ReserveBatchSize = "seckill.reserve.batch.size";

    /// <summary>Orders in one ledger call; unit <c>{order}</c>.</summary>
    public const string OrderBatchSize = "seckill.order.batch.size";
}
