namespace Seckill.Caching.Writing;

/// <summary>One change that waits; compared by identity, so that a later one for the same key is not taken for it.</summary>
internal sealed class PendingWrite(long sourceVersion)
{
    public long SourceVersion { get; } = sourceVersion;
}
