using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Purchasing;

/// <summary>
/// Derives purchase ids. The token is a pseudo-random function of sale, buyer and request key under a secret, so that the same wish has the
/// same id on every node, after every crash, and nobody else can guess it; the MAC shows that an id was issued here.
/// </summary>
internal sealed class PurchaseIdIssuer : IDisposable
{
    private const string SecretName = "purchase-id";

    private KeyedHash _token = new([]);
    private KeyedHash _mac = new([]);

    public async ValueTask LoadAsync(ISecretVault vault, CancellationToken cancellationToken)
    {
        var secret = await vault.GetOrCreateAsync(SecretName, cancellationToken).ConfigureAwait(false);
        Dispose();
        _token = new KeyedHash(HMACSHA256.HashData(secret, "token"u8));
        _mac = new KeyedHash(HMACSHA256.HashData(secret, "mac"u8));
    }

    public PurchaseId Issue(uint saleOrdinal, ushort bucket, BuyerId buyer, RequestKey key)
    {
        Span<byte> message = stackalloc byte[7 + IdMaxBytes + IdMaxBytes];
        BinaryPrimitives.WriteUInt32BigEndian(message, saleOrdinal);
        BinaryPrimitives.WriteUInt16BigEndian(message[4..], bucket);
        // The length before the text keeps "ab"+"c" apart from "a"+"bc".
        message[6] = (byte)buyer.Value.Length;
        var length = 7 + Encoding.UTF8.GetBytes(buyer.Value, message[7..]);
        length += Encoding.UTF8.GetBytes(key.Value, message[length..]);

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _token.Compute(message[..length], hash);
        return Sign(new PurchaseId(saleOrdinal, bucket, BinaryPrimitives.ReadUInt128BigEndian(hash), 0));
    }

    /// <summary>True when the id was issued under this secret.</summary>
    public bool IsIssued(PurchaseId id)
    {
        Span<byte> given = stackalloc byte[sizeof(ulong)];
        Span<byte> right = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(given, id.Mac);
        BinaryPrimitives.WriteUInt64BigEndian(right, Sign(id).Mac);
        return CryptographicOperations.FixedTimeEquals(given, right);
    }

    public void Dispose()
    {
        _token.Dispose();
        _mac.Dispose();
    }

    private const int IdMaxBytes = 64;

    private PurchaseId Sign(PurchaseId id)
    {
        Span<byte> bytes = stackalloc byte[PurchaseId.ByteLength];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        id.WriteBytes(bytes);
        _mac.Compute(bytes[..PurchaseId.SignedLength], hash);
        return id with { Mac = BinaryPrimitives.ReadUInt64BigEndian(hash) };
    }
}
