namespace Seckill.Caching.Loading;

/// <summary>
/// Gathers the keys of a bulk call that must be loaded, until each key is either found, in somebody else's hands or gathered; then loads them in one call.
/// A key that comes back later is loaded with those that come with it.
/// </summary>
internal sealed class BatchCollector<TKey, T>(
    int keys,
    Func<IReadOnlyList<TKey>, CancellationToken, ValueTask<IReadOnlyDictionary<TKey, T>>> load,
    LoadLimiter limiter,
    TimeSpan hardTimeout,
    TimeProvider provider,
    CancellationToken lifetime)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private List<TKey> _gathered = [];
    private TaskCompletionSource<IReadOnlyDictionary<TKey, T>> _result = Create();
    private int _undecided = keys;

    /// <summary>Granted when a load that runs waits for one of the keys.</summary>
    public LoadPass Pass { get; } = new();

    public async ValueTask<T> LoadAsync(TKey id, bool isFirst, CacheLoadContext<T> context, CancellationToken keyCancellation)
    {
        Task<IReadOnlyDictionary<TKey, T>> result;
        lock (_gate)
        {
            _gathered.Add(id);
            result = _result.Task;
        }

        if (isFirst)
        {
            Decided();
        }
        else
        {
            StartIfDecided();
        }

        var values = await result.WaitAsync(keyCancellation).ConfigureAwait(false);
        return values.TryGetValue(id, out var value) ? value : context.NotFound();
    }

    public void Decided()
    {
        lock (_gate)
        {
            _undecided--;
        }

        StartIfDecided();
    }

    private static TaskCompletionSource<IReadOnlyDictionary<TKey, T>> Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void StartIfDecided()
    {
        List<TKey> ids;
        TaskCompletionSource<IReadOnlyDictionary<TKey, T>> result;
        lock (_gate)
        {
            if (_undecided > 0 || _gathered.Count == 0)
            {
                return;
            }

            (ids, result) = (_gathered, _result);
            (_gathered, _result) = ([], Create());
        }

        _ = RunAsync(ids, result);
    }

    private async Task RunAsync(List<TKey> ids, TaskCompletionSource<IReadOnlyDictionary<TKey, T>> result)
    {
        using var limit = new CancellationTokenSource(hardTimeout, provider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, lifetime);
        try
        {
            using var slot = await limiter.EnterAsync(Pass, isAwaited: true, both.Token).ConfigureAwait(false);
            limiter.MarkLoading(slot);
            result.SetResult(await load(ids, both.Token).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            result.SetException(e);
        }
    }
}
