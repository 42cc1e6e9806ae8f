namespace Seckill.Caching.Loading;

/// <summary>One of the slots for concurrent loads, or a share in that of the load it is part of.</summary>
internal readonly struct LoadSlot(SemaphoreSlim? slots, LoadTurn? turn) : IDisposable
{
    public void Dispose()
    {
        turn?.End();
        try
        {
            slots?.Release();
        }
        catch (ObjectDisposedException)
        {
            // The cache is gone, and so is everybody who could have waited for the slot.
        }
    }

    /// <summary>What is called from here is part of this load, until it is over.</summary>
    public void Mark(AsyncLocal<LoadTurn?> current)
    {
        if (turn is not null)
        {
            current.Value = turn;
        }
    }
}
