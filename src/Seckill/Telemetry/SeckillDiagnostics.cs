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

    /// <summary>Tickets that waited in the line because the queue was full; unit <c>{purchase}</c>.</summary>
    public const string Relayed = "seckill.queue.relayed";

    /// <summary>Switches of adaptive sales, by <c>to</c> (<c>atomic</c> or <c>queued</c>); unit <c>{switch}</c>.</summary>
    public const string ModeSwitches = "seckill.mode.switches";
}
