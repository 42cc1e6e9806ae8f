using System.Security.Cryptography;

namespace Seckill.Caching.Distributed;

/// <summary>Makes the ids of this node's operations: a random start, then one after the other.</summary>
internal sealed class OperationSource
{
    private ulong _last = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    public OperationId Next() => new(Interlocked.Increment(ref _last));
}
