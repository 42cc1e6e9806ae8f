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
