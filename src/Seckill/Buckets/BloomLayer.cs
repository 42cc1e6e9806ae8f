using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Seckill.Buckets;

/// <summary>
/// One Bloom filter of fixed size: about 1 % false positives at its capacity, none negative. Adding and asking run without a lock.
/// Two hashes make all positions, after Kirsch and Mitzenmacher, "Less hashing, same performance" (2006).
/// </summary>
internal sealed class BloomLayer
{
    private const int Hashes = 7;
    private const int BitsPerItem = 10;

    private readonly ulong[] _words;
    private readonly ulong _mask;

    public BloomLayer(int capacity)
    {
        Capacity = capacity;
        var bits = System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(64, (long)capacity * BitsPerItem));
        _words = new ulong[bits / 64];
        _mask = bits - 1;
    }

    public int Capacity { get; }

    public static UInt128 Hash(string text) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>True when the item was not there before, as far as the filter can tell.</summary>
    public bool Add(UInt128 hash)
    {
        var (position, step) = Split(hash);
        var isNew = false;
        for (var i = 0; i < Hashes; i++, position += step)
        {
            var bit = 1UL << (int)(position & 63);
            isNew |= (Interlocked.Or(ref _words[(position & _mask) >> 6], bit) & bit) == 0;
        }

        return isNew;
    }

    public bool MayContain(UInt128 hash)
    {
        var (position, step) = Split(hash);
        for (var i = 0; i < Hashes; i++, position += step)
        {
            if ((Volatile.Read(ref _words[(position & _mask) >> 6]) & (1UL << (int)(position & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static (ulong Position, ulong Step) Split(UInt128 hash) => ((ulong)hash, (ulong)(hash >> 64) | 1);
}
