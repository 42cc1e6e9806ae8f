namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>One look-up that must find its value at once. A struct, so that the loop around it calls nothing else.</summary>
internal interface IHit
{
    /// <summary>Finds the value; false when it was not there.</summary>
    bool Find();
}
