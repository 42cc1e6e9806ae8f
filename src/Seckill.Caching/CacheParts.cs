using System.Buffers;
using Microsoft.Extensions.Logging;
using Seckill.Caching.Distributed;
using Seckill.Caching.Filters;
using Seckill.Caching.Flights;
using Seckill.Caching.Following;
using Seckill.Caching.Loading;
using Seckill.Caching.Local;
using Seckill.Caching.Pinning;
using Seckill.Caching.Serialization;
using Seckill.Caching.Telemetry;
using Seckill.Caching.Writing;

namespace Seckill.Caching;

/// <summary>What one cache is made of.</summary>
internal sealed class CacheParts : IDisposable
{
    private readonly CancellationTokenSource _lifetime = new();

    public CacheParts(
        string name,
        SeckillCachingOptions options,
        TimeProvider provider,
        IDistributedCacheTier? tier,
        SerializerSource serializers,
        KeyGuards guards,
        CachingMetrics metrics,
        ILogger logger,
        bool completeInline)
    {
        (Name, Options, Serializers, Guards, Metrics, Logger, CompletesInline) = (name, options, serializers, guards, metrics, logger, completeInline);
        Clock = new CacheClock(provider);
        ServerClock = new ServerClock(Clock, provider);
        Validity = new Validity(Clock, (long)options.DegradedLocalExpiration.TotalMilliseconds);
        OwnVersions = tier is null ? new VersionSource(provider) : null;
        Validity.Tags.Observe(OwnVersions?.Last ?? 0);
        Local = new LocalTier(CreateStore(options.MaxLocalEntries), new SieveStore(options.MaxNotFoundEntries), OwnVersions, completeInline);
        Flights = new FlightTable(Operations, Counters, completeInline);
        Limiter = new LoadLimiter(options.MaxConcurrentLoads, Counters);
        Pending = new PendingWrites(options.MaxPendingWrites);
        Reader = new EntryReader(this);
        if (tier is not null)
        {
            var breaker = new TierBreaker(Clock, options.BreakerFailures, (long)options.BreakerDuration.TotalMilliseconds);
            Tier = new TierCaller(name, tier, breaker, options.DistributedTimeout, provider, Counters, logger);
        }
    }

    public string Name { get; }

    public SeckillCachingOptions Options { get; }

    public CacheClock Clock { get; }

    public ServerClock ServerClock { get; }

    public Validity Validity { get; }

    /// <summary>Issues versions where there is no Distributed tier to do it.</summary>
    public VersionSource? OwnVersions { get; }

    public LocalTier Local { get; }

    /// <summary>Null when the cache is local only.</summary>
    public TierCaller? Tier { get; }

    public FlightTable Flights { get; }

    public LoadLimiter Limiter { get; }

    public PendingWrites Pending { get; }

    public EntryReader Reader { get; }

    public SerializerSource Serializers { get; }

    public KeyGuards Guards { get; }

    public PinTable Pins { get; } = new();

    public OperationSource Operations { get; } = new();

    public CacheCounters Counters { get; } = new();

    public CachingMetrics Metrics { get; }

    public ILogger Logger { get; }

    /// <summary>Whether waiters go on within the call that frees them: only for tests that order every step themselves.</summary>
    public bool CompletesInline { get; }

    /// <summary>Whether the Distributed tier takes the places of all its records from one sequence.</summary>
    public bool HasOneSequence { get; set; }

    /// <summary>Cancelled when the cache is disposed.</summary>
    public CancellationToken Lifetime => _lifetime.Token;

    public ReadPoint Here(OperationId operation) => new(Validity.Epoch, Validity.GenerationForCopies, Validity.Tags.Known, operation);

    /// <summary>Does what a change of a key means for this node.</summary>
    public void Apply(string key, long version, OperationId operation, CacheLogKind kind)
    {
        if (Local.Apply(key, version, operation, kind))
        {
            Flights.Detach(key, operation);
        }

        if (kind != CacheLogKind.Wake)
        {
            Pins.Signal(key);
        }
    }

    /// <summary>Everything under a tag is gone.</summary>
    public void ApplyTag(string tag, long sequence)
    {
        Validity.TagRemoved(tag, sequence);
        Pins.SignalAll();
    }

    /// <summary>Forgets what this node holds and has heard: the server has gone back to another history.</summary>
    public void DropCopies()
    {
        Validity.Drop();
        Local.ForgetFloors();
    }

    /// <summary>
    /// The place in the log of tags that an entry of this version may claim. Where one sequence issues both, a later place is of a history that was lost
    /// before the entry was stored.
    /// </summary>
    public long CredibleStamp(long tagStamp, long version) => HasOneSequence && version > 0 ? Math.Min(tagStamp, version) : tagStamp;

    /// <summary>What a caller gets: the shared value, or a copy of its own.</summary>
    public T ValueOf<T>(TypedEntry<T> entry) =>
        entry.Details?.Payload is { } payload ? Serializers.For<T>().Deserialize(new ReadOnlySequence<byte>(payload)) : entry.Value;

    public byte[] Serialize<T>(T value)
    {
        var writer = new ArrayBufferWriter<byte>(256);
        Serializers.For<T>().Serialize(value, writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>The entry as the Distributed tier gets it.</summary>
    public DistributedWrite ToWrite<T>(TypedEntry<T> entry, CacheEntryOptions options, OperationId operation)
    {
        var life = Lifetimes.Of(options, entry.IsNotFound, operation);
        var body = new EntryBody { FreshForMs = life.Fresh, TagStamp = entry.TagStamp, Tags = entry.Tags, Validator = entry.Details?.Validator };
        var writer = new ArrayBufferWriter<byte>(256);
        body.WriteHead(writer);
        if (entry.Details?.Payload is { } payload)
        {
            writer.Write(payload);
        }
        else if (!entry.IsNotFound)
        {
            Serializers.For<T>().Serialize(entry.Value, writer);
        }

        var state = entry.IsNotFound ? DistributedEntryState.NotFound : DistributedEntryState.Value;
        return new DistributedWrite(state, writer.WrittenMemory, TimeSpan.FromMilliseconds(life.Keep), entry.Details?.SourceVersion ?? 0);
    }

    public void Dispose()
    {
        _lifetime.Cancel();
        Metrics.Remove(this);
        Pins.Dispose();
        Local.Dispose();
        Limiter.Dispose();
        _lifetime.Dispose();
    }

    private LocalStore CreateStore(int capacity) =>
        Options.LocalStore == LocalStoreKind.Sieve ? new SieveStore(capacity) : new MemoryStore(capacity, Clock);
}
