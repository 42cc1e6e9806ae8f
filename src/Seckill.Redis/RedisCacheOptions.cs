using StackExchange.Redis;

namespace Seckill.Redis;

/// <summary>How a cache reaches its Distributed tier.</summary>
public sealed class RedisCacheOptions
{
    /// <summary>Connection string in StackExchange.Redis form, such as <c>127.0.0.1:6379</c>. Required unless <see cref="Multiplexer"/> is set.</summary>
    public string Configuration { get; set; } = "";

    /// <summary>Gives a connection that the application owns, instead of <see cref="Configuration"/>. It should fail fast when it is down. Default: null.</summary>
    public Func<IServiceProvider, IConnectionMultiplexer>? Multiplexer { get; set; }

    /// <summary>Begins every key and the channel. Default: <c>sk</c>, followed by <c>:</c> and the name for a named cache.</summary>
    public string KeyPrefix { get; set; } = "";

    /// <summary>
    /// Parts with a sequence and a log of their own, each in one hash slot; the same on every node, and never changed under one prefix.
    /// Default: null, which is 16 on a Redis Cluster and 1 elsewhere.
    /// </summary>
    public int? Partitions { get; set; }

    /// <summary>
    /// Command that makes everything recorded so far durable, sent after a text was added to a shared ring of keys; <c>COMMITAOF</c> on Garnet.
    /// Null (the default): the server's own persistence setting decides.
    /// </summary>
    public string? FlushCommand { get; set; }

    /// <summary>Changes that each partition's log remembers, for nodes that were away; 100 or more. Default: 10,000.</summary>
    public int LogLength { get; set; } = 10_000;
}
