using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Loading;

/// <summary>
/// Bounds the loads from the source over all keys. A load that asks the cache for another key keeps its one slot for both, and lends it to a load that it
/// finds waiting, or it could wait for itself.
/// </summary>
internal sealed class LoadLimiter(int maxLoads, CacheCounters counters) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(maxLoads, maxLoads);
    private readonly AsyncLocal<LoadTurn?> _current = new();

    /// <summary>Whether the current flow of execution is part of a load that runs.</summary>
    public bool IsLoading => _current.Value is { IsOver: false };

    /// <summary>Takes a slot, to be given back by disposing, or shares the one of the load that this one is part of.</summary>
    /// <param name="pass">Lets it through without a slot of its own.</param>
    /// <param name="isAwaited">Whether the current flow waits for the load; a refresh that it only started needs a slot of its own.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<LoadSlot> EnterAsync(LoadPass? pass, bool isAwaited, CancellationToken cancellationToken)
    {
        if (isAwaited && IsLoading)
        {
            return new ValueTask<LoadSlot>(new LoadSlot(null, new LoadTurn()));
        }

        return _slots.Wait(0, CancellationToken.None) ? new ValueTask<LoadSlot>(Own()) : EnterLaterAsync(pass, cancellationToken);
    }

    /// <summary>Marks what the current flow of execution does from here as part of a load.</summary>
    public void MarkLoading(LoadSlot slot) => slot.Mark(_current);

    public void Dispose() => _slots.Dispose();

    private LoadSlot Own() => new(_slots, new LoadTurn());

    private async ValueTask<LoadSlot> EnterLaterAsync(LoadPass? pass, CancellationToken cancellationToken)
    {
        counters.Count(CacheEvent.GuardLimiter);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var turn = _slots.WaitAsync(giveUp.Token);
        await (pass is null ? turn : Task.WhenAny(turn, pass.Granted)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (pass is { Granted.IsCompleted: true } && !turn.IsCompleted)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            await turn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (turn.IsCompletedSuccessfully)
        {
            return Own();
        }

        if (pass is { Granted.IsCompleted: true } && !cancellationToken.IsCancellationRequested)
        {
            return new LoadSlot(null, new LoadTurn());
        }

        await turn.ConfigureAwait(false);
        return Own();
    }
}
