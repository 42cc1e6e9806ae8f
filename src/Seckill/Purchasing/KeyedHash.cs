using System.Security.Cryptography;

namespace Seckill.Purchasing;

/// <summary>HMAC-SHA256 under one key. Each thread keeps its own state: setting the key up costs more than a short message.</summary>
internal sealed class KeyedHash(byte[] key) : IDisposable
{
    private readonly ThreadLocal<IncrementalHash> _states = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key), trackAllValues: true);

    /// <param name="message">The message.</param>
    /// <param name="hash">Takes the 32 bytes.</param>
    public void Compute(ReadOnlySpan<byte> message, Span<byte> hash)
    {
        var state = _states.Value!;
        state.AppendData(message);
        state.GetHashAndReset(hash);
    }

    public void Dispose()
    {
        foreach (var state in _states.Values)
        {
            state.Dispose();
        }

        _states.Dispose();
    }
}
