using StackExchange.Redis;

namespace Seckill.Caching.Tests.Servers;

/// <summary>What a server holds under a prefix, to be put back later, as if it came back from an older copy.</summary>
internal sealed class ServerCopy : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _multiplexer;
    private readonly string _prefix;
    private readonly List<(RedisKey Key, TimeSpan? Life, RedisValue[] Values, bool IsList)> _kept = [];

    private ServerCopy(ConnectionMultiplexer multiplexer, string prefix) => (_multiplexer, _prefix) = (multiplexer, prefix);

    public static async Task<ServerCopy> TakeAsync(string configuration, string prefix)
    {
        var copy = new ServerCopy(await ConnectionMultiplexer.ConnectAsync(configuration), prefix);
        var db = copy._multiplexer.GetDatabase();
        foreach (var key in copy.Keys())
        {
            var isList = await db.KeyTypeAsync(key) == RedisType.List;
            RedisValue[] values = isList ? await db.ListRangeAsync(key) : [await db.StringGetAsync(key)];
            copy._kept.Add((key, await db.KeyTimeToLiveAsync(key), values, isList));
        }

        return copy;
    }

    public async Task RestoreAsync()
    {
        foreach (var slot in Keys().Union(_kept.Select(static k => k.Key)).GroupBy(SlotOf))
        {
            // In one step: nobody sees a part of it.
            var step = _multiplexer.GetDatabase().CreateTransaction();
            var calls = new List<Task> { step.KeyDeleteAsync([.. slot]) };
            foreach (var (key, life, values, isList) in _kept.Where(k => SlotOf(k.Key) == slot.Key))
            {
                calls.Add(isList ? step.ListRightPushAsync(key, values) : step.StringSetAsync(key, values[0]));
                if (life is { } rest)
                {
                    calls.Add(step.KeyExpireAsync(key, rest));
                }
            }

            Assert.True(await step.ExecuteAsync());
            await Task.WhenAll(calls);
        }
    }

    public async ValueTask DisposeAsync() => await _multiplexer.DisposeAsync();

    private static string SlotOf(RedisKey key) => ((string)key!).Split('}')[0];

    private List<RedisKey> Keys() =>
        [.. _multiplexer.GetServers().Where(static s => s is { IsConnected: true, IsReplica: false }).SelectMany(s => s.Keys(pattern: $"*{_prefix}*")).Distinct()];
}
