namespace Seckill.Caching;

/// <summary>What is to be stored under a key.</summary>
/// <param name="State"><see cref="DistributedEntryState.Value"/> or <see cref="DistributedEntryState.NotFound"/>.</param>
/// <param name="Body">The bytes.</param>
/// <param name="KeepFor">How long the server keeps it, stale time included.</param>
/// <param name="SourceVersion">The version of the row it was made from. A smaller one than the stored is refused. 0: not known, never refused for it.</param>
public readonly record struct DistributedWrite(DistributedEntryState State, ReadOnlyMemory<byte> Body, TimeSpan KeepFor, long SourceVersion = 0);
