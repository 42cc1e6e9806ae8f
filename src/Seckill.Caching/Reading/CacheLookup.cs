namespace Seckill.Caching;

/// <summary>What a look-up without a load found.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="IsFound">Whether a fresh value is in a tier.</param>
/// <param name="IsKnownAbsent">Whether it is known that the source has nothing under the key.</param>
/// <param name="Value">The value; default when none was found.</param>
/// <param name="Stamp">Version and remaining life; default when none was found.</param>
public readonly record struct CacheLookup<T>(bool IsFound, bool IsKnownAbsent, T? Value, CacheStamp Stamp)
{
    /// <summary>Whether nothing was found only because the Distributed tier gave no answer: it may hold a value all the same.</summary>
    public bool IsUnanswered { get; init; }
}
