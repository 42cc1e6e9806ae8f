using System.Globalization;
using Seckill.Caching;
using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>The log of changes: a capped list for each partition, pushed by pub/sub.</summary>
internal sealed class RedisCacheLog(RedisCacheConnection connection, RedisCacheOptions options, CacheScripts scripts) : ICacheLog
{
    public async ValueTask<IAsyncDisposable> SubscribeAsync(ICacheLogListener listener, CancellationToken cancellationToken = default)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        var queue = await link.Multiplexer.GetSubscriber().SubscribeAsync(link.Keys.Channel).ConfigureAwait(false);
        return new RedisCacheSubscription(link.Multiplexer, queue, listener);
    }

    public async ValueTask<CacheLogHeads> ReadHeadsAsync(CancellationToken cancellationToken = default)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        var calls = new Task<RedisResult>[link.Keys.Partitions];
        for (var partition = 0; partition < calls.Length; partition++)
        {
            calls[partition] = RunAsync(link, scripts.Head, partition, "");
        }

        var heads = new CacheLogHead[calls.Length];
        var serverTime = 0L;
        for (var partition = 0; partition < calls.Length; partition++)
        {
            var parts = (RedisResult[])(await calls[partition].ConfigureAwait(false))!;
            serverTime = Math.Max(serverTime, long.Parse((string)parts[0]!, CultureInfo.InvariantCulture));
            if (parts.Length < 2 || parts[1].IsNull)
            {
                // Nothing was ever recorded, or it is lost: from here on there is something to compare with.
                await RunAsync(link, scripts.Begin, partition, "").ConfigureAwait(false);
                parts = (RedisResult[])(await RunAsync(link, scripts.Head, partition, "").ConfigureAwait(false))!;
            }

            var record = RecordText.Parse((string)parts[1]!);
            heads[partition] = new CacheLogHead(record.Sequence, record.Operation);
        }

        return new CacheLogHeads(heads, DateTimeOffset.FromUnixTimeMilliseconds(serverTime));
    }

    public async ValueTask<CacheLogPage> ReadAsync(int partition, long after, CancellationToken cancellationToken = default)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        var result = await link.Database.ScriptEvaluateAsync(
            scripts.Read, link.Keys.ForLog(partition), ["0", CacheKeys.Number(partition), "", options.LogLength, "", after]).ConfigureAwait(false);
        var records = ((RedisResult[])result!).Select(static r => RecordText.Parse((string)r!)).ToList();
        return new CacheLogPage(records, records.Count == 0 || records[0].Sequence == after + 1);
    }

    private Task<RedisResult> RunAsync(RedisCacheLink link, string script, int partition, string text) => link.Database.ScriptEvaluateAsync(
        script,
        link.Keys.ForLog(partition),
        [default(OperationId).ToString(), CacheKeys.Number(partition), (string?)link.Keys.Channel, options.LogLength, text]);
}
