using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Seckill.Caching.Filters;

/// <summary>A bloom filter whose eight bits for an id lie in one line of 64 bytes: one cache miss a check. 16.8 bits for each id of its capacity.</summary>
internal sealed class BlockedBloomFilter
{
    private const int WordsPerBlock = 8;
    private const double BitsPerId = 16.8;

    private readonly ulong[] _words;
    private readonly uint _blocks;
    private long _count;

    public BlockedBloomFilter(int capacity)
    {
        Capacity = capacity;
        _blocks = (uint)Math.Max(1, Math.Ceiling(capacity * BitsPerId / 512));
        _words = GC.AllocateArray<ulong>(checked((int)(_blocks * WordsPerBlock)), pinned: true);
    }

    public int Capacity { get; }

    /// <summary>Ids added; one that was added twice may count twice.</summary>
    public long Count => Volatile.Read(ref _count);

    public int Bytes => _words.Length * sizeof(ulong);

    public void Add(ReadOnlySpan<char> id)
    {
        var hash = Hash(id);
        var block = Block(hash);
        var changed = false;
        var (a, b) = ((ulong)hash, (ulong)(hash >> 64));
        for (var i = 0; i < WordsPerBlock; i++)
        {
            var bit = Bit(a, b, i, out var word);
            changed |= (Interlocked.Or(ref _words[block + word], bit) & bit) == 0;
        }

        if (changed)
        {
            Interlocked.Increment(ref _count);
        }
    }

    public bool MayContain(ReadOnlySpan<char> id)
    {
        var hash = Hash(id);
        var line = _words.AsSpan(Block(hash), WordsPerBlock);
        var (a, b) = ((ulong)hash, (ulong)(hash >> 64));
        for (var i = 0; i < WordsPerBlock; i++)
        {
            if ((line[Word(a, b, i)] & (1UL << BitIndex(b, i))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static UInt128 Hash(ReadOnlySpan<char> id) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id));

    // Eight places of nine bits: three for the word, six for the bit, from parts of the hash that do not choose the block.
    private static int Word(ulong a, ulong b, int i) => (int)((a >> (i * 3)) & 7);

    private static int BitIndex(ulong b, int i) => (int)((b >> (i * 6)) & 63);

    private static ulong Bit(ulong a, ulong b, int i, out int word)
    {
        word = Word(a, b, i);
        return 1UL << BitIndex(b, i);
    }

    // The upper half of the first word chooses the block, by multiplication instead of division.
    private int Block(UInt128 hash) => (int)(((ulong)hash >> 32) * _blocks >> 32) * WordsPerBlock;
}
