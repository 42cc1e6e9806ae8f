using System.Buffers;
using Microsoft.Extensions.Caching.Hybrid;

namespace Seckill.Caching.Serialization;

internal sealed class BytesSerializer : IHybridCacheSerializer<byte[]>
{
    public byte[] Deserialize(ReadOnlySequence<byte> source) => source.ToArray();

    public void Serialize(byte[] value, IBufferWriter<byte> target) => target.Write(value);
}
