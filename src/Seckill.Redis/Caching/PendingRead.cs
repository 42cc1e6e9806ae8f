using Seckill.Caching;
using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>A read that waits for the command it leaves with.</summary>
/// <remarks>Many are answered at once: each goes on by itself, or the last would wait for what all the others do.</remarks>
internal sealed class PendingRead(RedisKey key) : TaskCompletionSource<DistributedEntry?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public RedisKey Key { get; } = key;

    public void Answer(RedisValue stored) => SetResult(stored.IsNull ? null : EntryText.TryParse(stored));
}
