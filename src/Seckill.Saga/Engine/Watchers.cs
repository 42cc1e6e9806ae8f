using System.Collections.Concurrent;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Engine;

/// <summary>Wakes those who wait for the end of a saga.</summary>
internal sealed class Watchers(WorkQueue work)
{
    private readonly ConcurrentDictionary<SagaId, Reply<bool>> _waiting = [];

    /// <summary>Sagas that somebody waits for.</summary>
    public int Count => _waiting.Count;

    /// <summary>Completes with the next change of the saga's end that this engine hears of.</summary>
    public Task WatchAsync(SagaId id) => _waiting.GetOrAdd(id, static _ => new Reply<bool>()).Task;

    /// <summary>Nobody waits any more; whoever still does looks by himself.</summary>
    public void Forget(SagaId id) => _waiting.TryRemove(id, out _);

    public void Notify(SagaId id)
    {
        if (!_waiting.IsEmpty && _waiting.TryRemove(id, out var waiter))
        {
            waiter.Give(work, true);
        }
    }
}
