using System.Buffers;
using System.Text;

namespace Seckill.Speed.Scripts;

/// <summary>Writes commands in the server's own protocol, so that nothing but a copy of bytes is left to do while the clock runs.</summary>
internal static class RespText
{
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static void Append(ArrayBufferWriter<byte> target, params IReadOnlyList<byte[]> parts)
    {
        target.Write(Bytes($"*{parts.Count}\r\n"));
        foreach (var part in parts)
        {
            target.Write(Bytes($"${part.Length}\r\n"));
            target.Write(part);
            target.Write("\r\n"u8);
        }
    }

    public static byte[] Command(params IReadOnlyList<byte[]> parts)
    {
        var target = new ArrayBufferWriter<byte>();
        Append(target, parts);
        return target.WrittenSpan.ToArray();
    }
}
