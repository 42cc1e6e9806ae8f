namespace Seckill.Caching;

/// <summary>An entry as the Distributed tier holds it.</summary>
public sealed class DistributedEntry
{
    /// <summary>Issued by the server, growing with each change of the key.</summary>
    public required long Version { get; init; }

    /// <summary>What the entry stands for.</summary>
    public required DistributedEntryState State { get; init; }

    /// <summary>When it was written, by the server's clock.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The version of the row it was made from, as the writer gave it; 0 when it gave none.</summary>
    public required long SourceVersion { get; init; }

    /// <summary>What the writer stored; the tier does not look into it.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }
}
