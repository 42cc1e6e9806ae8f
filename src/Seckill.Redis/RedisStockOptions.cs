using StackExchange.Redis;

namespace Seckill.Redis;

/// <summary>How the stock store reaches its server.</summary>
public sealed class RedisStockOptions
{
    /// <summary>Connection string in StackExchange.Redis form, such as <c>127.0.0.1:6379</c>. Required.</summary>
    public string Configuration { get; set; } = "";

    /// <summary>
    /// Completes the client library's settings with what a connection string cannot say, such as a client certificate or a tunnel. Called for every
    /// connection; what the stock store relies on (to fail fast, to keep trying, to tell no details) is set after it. Default: null.
    /// </summary>
    public Action<ConfigurationOptions>? ConfigureClient { get; set; }

    /// <summary>
    /// Command that makes everything recorded so far durable, sent before a ticket is promised; <c>COMMITAOF</c> on Garnet.
    /// Null (the default): the server's own persistence setting decides, <c>appendfsync always</c> being the strict one.
    /// </summary>
    public string? FlushCommand { get; set; }

    /// <summary>
    /// Command that lets the server forget the history of what it holds, sent after the loads at start; <c>SAVE</c> on Garnet, whose log would
    /// otherwise grow for ever. Null (the default): the server looks after its log itself.
    /// </summary>
    public string? CompactCommand { get; set; }

    /// <summary>
    /// Whether every bucket is loaded from the ledger when this process starts, since nobody can tell what the server has lost meanwhile. It takes about
    /// a second for 100,000 orders, in which purchases are told to come again. Set it to false for nodes that join others while a sale is on. Default: true.
    /// </summary>
    public bool RebuildAtStart { get; set; } = true;

    /// <summary>Allows a server that forgets everything at a restart. Stock is rebuilt from the ledger, but tickets are lost. Default: true, with a warning.</summary>
    public bool AllowNoPersistence { get; set; } = true;
}
