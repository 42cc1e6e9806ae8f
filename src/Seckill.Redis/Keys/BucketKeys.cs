using System.Collections.Concurrent;
using Seckill.Stock;
using StackExchange.Redis;

namespace Seckill.Redis.Keys;

/// <summary>Every key of the package: <c>{sk:sale.bucket}:</c> followed by s(tate), r(ecords), u(nits of buyers), h(and-over line).</summary>
internal static class BucketKeys
{
    private static readonly ConcurrentDictionary<BucketKey, RedisKey[]> s_known = new();

    public const int State = 0;
    public const int Records = 1;
    public const int Buyers = 2;
    public const int Line = 3;

    /// <summary>The keys in the order of the scripts' KEYS. Callers must not change the array.</summary>
    public static RedisKey[] For(BucketKey bucket) => s_known.GetOrAdd(bucket, static b =>
    {
        var tag = $"{{sk:{b.Sale.Value}.{b.Index}}}";
        return [tag + ":s", tag + ":r", tag + ":u", tag + ":h"];
    });

    public static void Forget(BucketKey bucket) => s_known.TryRemove(bucket, out _);
}
