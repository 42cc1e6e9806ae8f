namespace Seckill.Caching;

/// <summary>A value and the version it was made from.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value; default when the source has nothing.</param>
/// <param name="Stamp">Version and remaining life.</param>
public readonly record struct CacheResult<T>(T Value, CacheStamp Stamp);
