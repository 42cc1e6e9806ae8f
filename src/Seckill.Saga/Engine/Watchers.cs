using System.Collections.Concurrent;
using Seckill.Sagas.Working;

namespace Seckill.Sagas.Engine;

/// <summary>Wakes those who wait for the end of a saga.</summary>
internal sealed class Watchers(WorkQueue work)
{
    private readonly ConcurrentDictionary<SagaId, Reply<bool>> _waiting = [];

    /// <summary>Completes with the next change of the saga's end that this engine hears of.</summary>
    public Task WatchAsync(SagaId id) => _waiting.GetOrAdd(id, static _ => new Reply<bool>()).Task;

    public void Notify(SagaId id)
    {
        if (!_waiting.IsEmpty && _waiting.TryRemove(id, out var waiter))
        {
            waiter.Give(work, true);
        }
    }
}
