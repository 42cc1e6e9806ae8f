using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Seckill.Ids;

/// <summary>
/// One id for a reservation and its order: sale ordinal (4 bytes), bucket (2), token (16) and a MAC (8), big-endian;
/// as text 40 characters of base64url. It names its own slot and shard.
/// Reading one does not prove that it was issued: ask the issuer, which holds the MAC's secret.
/// </summary>
/// <param name="SaleOrdinal">The sale's number in the sale directory.</param>
/// <param name="Bucket">The bucket of the sale that holds the reservation.</param>
/// <param name="Token">128 bits that nobody without the secret can guess.</param>
/// <param name="Mac">Proof that this suite issued the id.</param>
public readonly record struct PurchaseId(uint SaleOrdinal, ushort Bucket, UInt128 Token, ulong Mac)
{
    /// <summary>Length of the binary form, in bytes.</summary>
    public const int ByteLength = 30;

    /// <summary>Length of the text form, in characters.</summary>
    public const int TextLength = 40;

    /// <summary>Length of the part that the MAC covers, in bytes: everything before it.</summary>
    public const int SignedLength = ByteLength - sizeof(ulong);

    /// <summary>Writes the binary form into the first <see cref="ByteLength"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is too short.</exception>
    public void WriteBytes(Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, ByteLength);
        BinaryPrimitives.WriteUInt32BigEndian(destination, SaleOrdinal);
        BinaryPrimitives.WriteUInt16BigEndian(destination[4..], Bucket);
        BinaryPrimitives.WriteUInt128BigEndian(destination[6..], Token);
        BinaryPrimitives.WriteUInt64BigEndian(destination[SignedLength..], Mac);
    }

    /// <summary>The binary form as a new array.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[ByteLength];
        WriteBytes(bytes);
        return bytes;
    }

    /// <summary>Reads the binary form.</summary>
    /// <exception cref="FormatException">The span is not <see cref="ByteLength"/> bytes long.</exception>
    public static PurchaseId FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteLength)
        {
            throw new FormatException($"A purchase id has {ByteLength} bytes, not {bytes.Length}.");
        }

        return new PurchaseId(
            BinaryPrimitives.ReadUInt32BigEndian(bytes),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt128BigEndian(bytes[6..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[SignedLength..]));
    }

    /// <summary>Reads the text form; false when it is not 40 characters of base64url.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PurchaseId id)
    {
        id = default;
        if (text?.Length != TextLength)
        {
            return false;
        }

        // The Try method of this decoder throws for characters outside the alphabet.
        Span<byte> bytes = stackalloc byte[ByteLength];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != ByteLength)
        {
            return false;
        }

        id = FromBytes(bytes);
        return true;
    }

    /// <summary>The text form: 40 characters of base64url.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteLength];
        WriteBytes(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
