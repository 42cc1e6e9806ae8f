namespace Seckill.Caching.Local;

/// <summary>An entry of the Local tier. Times are milliseconds of the <see cref="CacheClock"/>.</summary>
internal abstract class LocalEntry(string key)
{
    public readonly string Key = key;

    /// <summary>The generation under which the entry was last found valid; another one now means that it must be judged again.</summary>
    public long Generation;

    /// <summary>Before this time a hit needs no thought.</summary>
    public long CheckAt;

    public long FreshUntil;

    /// <summary>Until then it may be served when the source fails.</summary>
    public long KeepUntil;

    public long LoadedAt;

    /// <summary>0 until a tier or the node has issued one.</summary>
    public long Version;

    /// <summary>The version is that of what was known when it was stored, and may be another content's: good for order, not for naming it.</summary>
    public bool IsVersionBorrowed;

    /// <summary>Removals of tags up to this sequence were before the load began.</summary>
    public long TagStamp;

    /// <summary>The rarely needed; null when there is nothing of it.</summary>
    public EntryDetails? Details;

    /// <summary>Neighbours in the order of insertion, kept by the store.</summary>
    public LocalEntry? Newer;

    public LocalEntry? Older;

    public int Epoch;

    public bool IsVisited;

    public bool IsNotFound;

    /// <summary>The version that names this content and no other; 0 when there is none.</summary>
    public long NamingVersion => IsVersionBorrowed ? 0 : Version;

    public IReadOnlyList<string> Tags => Details?.Tags ?? [];
}
