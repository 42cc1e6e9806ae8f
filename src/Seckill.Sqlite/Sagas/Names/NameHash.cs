using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Seckill.Sqlite.Sagas.Names;

/// <summary>
/// The hash under which ids and correlation keys are indexed: eight bytes, however long they are. It is stored, so it never changes. Two names may share
/// one, and an id and a key of the same text always do; whoever finds a row looks whether it is the one he wants.
/// </summary>
internal static class NameHash
{
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xC2B2_AE3D_27D4_EB4F;

    public static long Of(string name)
    {
        var bytes = MemoryMarshal.AsBytes(name.AsSpan());
        var hash = First ^ ((ulong)name.Length * Second);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), Second);
        }

        for (; bytes.Length >= sizeof(ushort); bytes = bytes[sizeof(ushort)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt16LittleEndian(bytes), First);
        }

        return (long)Mix(hash, First);
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low ^ a;
    }
}
