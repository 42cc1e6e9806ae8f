using System.Globalization;
using Seckill.Redis.Caching;
using StackExchange.Redis;

namespace Seckill.Caching.Tests.Servers;

/// <summary>Puts values that no cache has written in the places of cache entries.</summary>
internal static class ForeignValues
{
    // A version that any newer one than none is looked for under, and heads that are spoilt in one place each.
    private const string Version = "1700000000000000";
    private const string Time = "1700000000000";
    private const string Source = "0000000000000000000";

    public static readonly string[] All =
    [
        "short", new string('x', 100), Version + "?" + Time + Source + "body", Version + "V" + "17000000x0000" + Source + "body",
        Version + "V" + Time + "zzzzzzzzzzzzzzzzzzz" + "body", "-700000000000000" + "V" + Time + Source + "body", "xxxxxxxxxxxxxxxx" + "V" + Time + Source + "body",
    ];

    public static async Task PutAsync(string configuration, string prefix, string key, string value)
    {
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(configuration);
        var db = multiplexer.GetDatabase();
        var partitions = int.Parse((string)(await db.StringGetAsync(CacheKeys.PartitionCount(prefix)))!, CultureInfo.InvariantCulture);
        var keys = new CacheKeys(prefix, partitions);
        await db.StringSetAsync(keys.Value(key, keys.PartitionOf(key)), value);
    }
}
