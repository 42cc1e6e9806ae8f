namespace Seckill.Caching.Local;

/// <summary>An entry with its value; default when nothing was found, or when callers get copies made from the payload.</summary>
internal sealed class TypedEntry<T>(string key, T value) : LocalEntry(key)
{
    public readonly T Value = value;
}
