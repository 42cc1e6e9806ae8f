namespace Seckill.Redis;

/// <summary>How the stock store reaches its server.</summary>
public sealed class RedisStockOptions
{
    /// <summary>Connection string in StackExchange.Redis form, such as <c>127.0.0.1:6379</c>. Required.</summary>
    public string Configuration { get; set; } = "";

    /// <summary>
    /// Command that makes everything recorded so far durable, sent before a ticket is promised; <c>COMMITAOF</c> on Garnet.
    /// Null (the default): the server's own persistence setting decides, <c>appendfsync always</c> being the strict one.
    /// </summary>
    public string? FlushCommand { get; set; }

    /// <summary>True for a server whose crash can leave a running script half written, as Garnet's can; every bucket is then rebuilt at start. Default: false.</summary>
    public bool RebuildAtStart { get; set; }

    /// <summary>Allows a server that forgets everything at a restart. Stock is rebuilt from the ledger, but tickets are lost. Default: true, with a warning.</summary>
    public bool AllowNoPersistence { get; set; } = true;
}
