using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Seckill.AspNetCore.Payments;

/// <summary>The header <c>X-Signature: t=&lt;unix seconds&gt;,v1=&lt;hex HMAC-SHA256 of "&lt;t&gt;.&lt;raw body&gt;"&gt;</c>.</summary>
internal static class PaymentSignature
{
    public const string Header = "X-Signature";

    private const string TimePart = "t=";
    private const string MacPart = ",v1=";

    public static string Sign(byte[] secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(secret, time, body, mac);
        return TimePart + time + MacPart + Convert.ToHexStringLower(mac);
    }

    public static bool Verify(byte[] secret, string? header, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan tolerance)
    {
        if (!TrySplit(header, out var time, out var hex) || !IsFresh(time, now, tolerance))
        {
            return false;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(hex, given, out _, out var written) != OperationStatus.Done || written != given.Length)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(secret, time, body, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static bool TrySplit(string? header, out ReadOnlySpan<char> time, out ReadOnlySpan<char> hex)
    {
        time = hex = default;
        var comma = header is null ? -1 : header.IndexOf(MacPart, StringComparison.Ordinal);
        if (comma < 0 || !header!.StartsWith(TimePart, StringComparison.Ordinal))
        {
            return false;
        }

        time = header.AsSpan(TimePart.Length, comma - TimePart.Length);
        hex = header.AsSpan(comma + MacPart.Length);
        return hex.Length == 2 * HMACSHA256.HashSizeInBytes;
    }

    private static bool IsFresh(ReadOnlySpan<char> time, DateTimeOffset now, TimeSpan tolerance)
    {
        const int DigitsThatFit = 18;
        return time.Length <= DigitsThatFit
            && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= tolerance.TotalSeconds;
    }

    private static void Compute(byte[] secret, ReadOnlySpan<char> time, ReadOnlySpan<byte> body, Span<byte> mac)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Span<byte> prefix = stackalloc byte[20];
        var length = Encoding.ASCII.GetBytes(time, prefix);
        prefix[length++] = (byte)'.';
        hash.AppendData(prefix[..length]);
        hash.AppendData(body);
        hash.GetHashAndReset(mac);
    }
}
