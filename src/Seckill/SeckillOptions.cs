namespace Seckill;

/// <summary>Settings of the domain. The defaults work.</summary>
public sealed class SeckillOptions
{
    /// <summary>Purchases in one stock script call at the most, 1 to 256. Default: 128.</summary>
    public int ReserveBatchSize { get; set; } = 128;

    /// <summary>Stock script calls in flight for one sale, 1 to 16; more make smaller batches. Default: 1.</summary>
    public int ReserveLanes { get; set; } = 1;

    /// <summary>Purchases that may wait in one sale before further ones are told to come again, 1 or more. Default: 100,000.</summary>
    public int MaxWaitingPurchases { get; set; } = 100_000;

    /// <summary>Purchases that the queue in this process holds at the most, 128 or more; what is beyond waits in the stock store's line. Default: 16,384.</summary>
    public int QueueCapacity { get; set; } = 16_384;

    /// <summary>Orders in one ledger call of queued mode at the most, 1 to 4096. Default: 1024.</summary>
    public int OrderBatchSize { get; set; } = 1024;

    /// <summary>Ledger calls of queued mode in flight, 1 to 16. Default: 2, so that one gathers while the other commits.</summary>
    public int OrderLanes { get; set; } = 2;

    /// <summary>
    /// Least time between the batches of one such lane while they are not full, 0 to 1 s: fewer and larger batches leave more of the machine to
    /// those who take tickets. A purchase after a lull does not wait. Default: 25 ms.
    /// </summary>
    public TimeSpan OrderRest { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How often the queue in this process gives a purchase out before it is marked as dead-lettered, 1 or more. Default: 5.</summary>
    public int DeliveryLimit { get; set; } = 5;

    /// <summary>Adaptive mode: wait for an order from which on purchases are queued. Default: 300 ms.</summary>
    public TimeSpan QueueFrom { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Adaptive mode: wait for an order below which it is calm; below <see cref="QueueFrom"/>. Default: 150 ms.</summary>
    public TimeSpan CalmBelow { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>
    /// Adaptive mode: how long it must have been calm before purchases are answered with their orders again. Doubles, up to a minute, each time
    /// that the queue was needed again soon after. Default: 3 s.
    /// </summary>
    public TimeSpan CalmFor { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a purchase waits for its durable order before it is answered with a ticket. Default: 1 s.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Age at which an unresolved reservation is driven to the ledger again; the wait then doubles. Default: 2 s.</summary>
    public TimeSpan RecoverAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a refusal from memory may rest on one look at the stock; at most 1 s. Default: 1 s.</summary>
    public TimeSpan GateViewLife { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a sale stays visible after its end before it may be settled. Default: 1 minute.</summary>
    public TimeSpan SettleAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far behind a sale's end its stock keys outlive it when settlement never comes. Default: 30 days.</summary>
    public TimeSpan KeepStockFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Whether an order that ran out of time gives the buyer's limit back with its units. Default: true.</summary>
    public bool ReleaseLimitOnTimeout { get; set; } = true;
}
