namespace Seckill.Caching.Loading;

/// <summary>One of the slots for concurrent loads, or none.</summary>
internal readonly struct LoadSlot(SemaphoreSlim? slots) : IDisposable
{
    public void Dispose()
    {
        try
        {
            slots?.Release();
        }
        catch (ObjectDisposedException)
        {
            // The cache is gone, and so is everybody who could have waited for the slot.
        }
    }
}
