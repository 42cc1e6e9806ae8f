using System.Security.Cryptography;

namespace Seckill.Purchasing;

/// <summary>HMAC-SHA256 under one key, for any thread. Each thread keeps its own keyed state, which costs less than half of keying it anew.</summary>
internal sealed class KeyedHash(byte[] key) : IDisposable
{
    private readonly ThreadLocal<IncrementalHash> _hash = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key), trackAllValues: true);

    /// <summary>Writes the 32 bytes of the hash.</summary>
    public void Compute(ReadOnlySpan<byte> message, Span<byte> destination)
    {
        var hash = _hash.Value!;
        hash.AppendData(message);
        hash.GetHashAndReset(destination);
    }

    public void Dispose()
    {
        foreach (var hash in _hash.Values)
        {
            hash.Dispose();
        }

        _hash.Dispose();
    }
}
