using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Seckill.Sessions;

/// <summary>A session's id, and the key it is kept under. The key is a hash, so that who reads the shared tier cannot sign in with what is there.</summary>
internal static class SessionId
{
    public const string KeyPrefix = "session:";

    private const int Bytes = 32;
    private const int Length = 43;

    private static readonly SearchValues<char> s_alphabet = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The key of an id; null for a text that no id looks like, which then costs nobody a look-up.</summary>
    public static string? KeyOf(string id)
    {
        if (id.Length != Length || id.AsSpan().ContainsAnyExcept(s_alphabet))
        {
            return null;
        }

        // Of the text: several texts decode to the same bytes.
        Span<byte> text = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(id, text);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return KeyPrefix + Base64Url.EncodeToString(hash);
    }
}
