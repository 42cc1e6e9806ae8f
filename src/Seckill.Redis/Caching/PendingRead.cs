using System.Threading.Tasks.Sources;
using Seckill.Caching;
using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>A read that waits for the command it leaves with. Awaited once.</summary>
internal sealed class PendingRead(RedisKey key) : IValueTaskSource<DistributedEntry?>
{
    // Many are answered at once: each goes on by itself, or the last would wait for what all the others do.
    private ManualResetValueTaskSourceCore<RedisValue> _answer = new() { RunContinuationsAsynchronously = true };

    public RedisKey Key { get; } = key;

    public ValueTask<DistributedEntry?> AnswerAsync() => new(this, _answer.Version);

    public void Answer(RedisValue stored) => _answer.SetResult(stored);

    public void Fail(Exception exception) => _answer.SetException(exception);

    DistributedEntry? IValueTaskSource<DistributedEntry?>.GetResult(short token)
    {
        var stored = _answer.GetResult(token);
        return stored.IsNull ? null : EntryText.TryParse(stored);
    }

    ValueTaskSourceStatus IValueTaskSource<DistributedEntry?>.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<DistributedEntry?>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);
}
