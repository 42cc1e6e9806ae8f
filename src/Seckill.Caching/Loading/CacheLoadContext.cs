using Seckill.Caching.Options;

namespace Seckill.Caching;

/// <summary>What a load knows, and what it may say about its result.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class CacheLoadContext<T>
{
    private CacheEntryOptions _options;

    internal CacheLoadContext(string key, CacheEntryOptions options, bool hasStale, T stale, string? validator, long version)
    {
        Key = key;
        _options = options;
        Tags = options.Tags;
        HasStale = hasStale;
        Stale = stale;
        Validator = validator;
        Version = version;
    }

    /// <summary>The key that is loaded.</summary>
    public string Key { get; }

    /// <summary>Whether an older value is at hand.</summary>
    public bool HasStale { get; }

    /// <summary>The older value; default without one.</summary>
    public T Stale { get; }

    /// <summary>Version of the older value; 0 without one.</summary>
    public long Version { get; }

    /// <summary>The source's own mark of a value, such as its entity tag: given with the older value, to be set for the new one.</summary>
    public string? Validator { get; set; }

    /// <summary>The version of the row that was read; a value made from an older row than is stored is not stored. Default: 0, not known.</summary>
    public long SourceVersion { get; set; }

    /// <summary>How long the result lives. The timeouts of a load that already runs do not change.</summary>
    /// <exception cref="ArgumentException">It is set to options one of which is out of its range.</exception>
    public CacheEntryOptions Options
    {
        get => _options;
        set
        {
            SeckillCachingOptionsValidator.ThrowIfWrong(value);
            _options = value;
        }
    }

    /// <summary>The result's tags, instead of those of the options.</summary>
    public IReadOnlyList<string> Tags { get; set; }

    internal bool IsNotFound { get; private set; }

    internal bool IsNotModified { get; private set; }

    /// <summary>Says that the source has nothing under the key; needed only where the value's type has no null.</summary>
    /// <returns>What the load should return.</returns>
    public T NotFound()
    {
        IsNotFound = true;
        return default!;
    }

    /// <summary>Says that the older value still holds; it gets a new life.</summary>
    /// <returns>What the load should return.</returns>
    /// <exception cref="InvalidOperationException">There is no older value.</exception>
    public T NotModified()
    {
        if (!HasStale)
        {
            throw new InvalidOperationException($"There is no older value of \"{Key}\" that could still hold. Ask HasStale first.");
        }

        IsNotModified = true;
        return Stale;
    }
}
