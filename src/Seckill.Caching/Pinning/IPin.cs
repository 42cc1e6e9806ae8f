namespace Seckill.Caching.Pinning;

/// <summary>A value that is kept at hand.</summary>
internal interface IPin : IDisposable
{
    /// <summary>Its key was changed somewhere: it is read again at once.</summary>
    void Signal();
}
