namespace Seckill.Sagas;

/// <summary>Settings of an engine. The defaults work.</summary>
public sealed class SagaOptions
{
    /// <summary>Shards that all engines on one store share out among them, 1 to 1,024; the same for all of them. Default: 16.</summary>
    public int Shards { get; set; } = 16;

    /// <summary>
    /// Names this engine to the store, at most 100 characters. Leave it null for a new name at every start. A fixed name, for a process that never
    /// runs twice at a time, lets a restart take its shards back without waiting for the leases to expire.
    /// </summary>
    public string? Owner { get; set; }

    /// <summary>How long a shard stays with an engine that is not heard of. Default: 10 s.</summary>
    public TimeSpan LeaseTtl { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sagas started or raised that may be in memory at a time; further ones are rejected. Default: 4,096.</summary>
    public int MaxInFlight { get; set; } = 4096;

    /// <summary>Sagas resumed or due that may be in memory at a time, in addition; further ones wait in the store. Default: 2,048.</summary>
    public int MaxClaimed { get; set; } = 2048;

    /// <summary>Records read at a time when looking for sagas to resume and for deadlines. Default: 1,000.</summary>
    public int ClaimPageSize { get; set; } = 1000;

    /// <summary>How often the store is asked for what is due. Default: 200 ms.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits between tries up to this long are spent in memory; for longer ones the saga goes to the store. Default: 1 s.</summary>
    public TimeSpan InlineRetryLimit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How much work may be repeated after a crash before it is recorded without being awaited. Default: 20 ms.</summary>
    public TimeSpan RecordAfter { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// How long events that the bus did not take rest before they are sent again: this at first, then as long as they are old, up to a minute.
    /// Default: 10 s.
    /// </summary>
    public TimeSpan ResendAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the bus may take for a batch of events. Default: 5 s.</summary>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for the sagas in memory to come to a place where they can be left. Default: 10 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long ended sagas are kept for repeats, late events and operators; null keeps them for ever. Default: 7 days.</summary>
    public TimeSpan? KeepEndedFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How records are gathered on their way to the store.</summary>
    public CommitOptions Commit { get; } = new();
}
