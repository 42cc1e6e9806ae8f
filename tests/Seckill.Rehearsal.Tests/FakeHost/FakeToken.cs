using System.Security.Cryptography;
using System.Text;

namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>Tokens of the fake host: a name and its seal.</summary>
public static class FakeToken
{
    public const string Operator = "operator!";

    private static readonly byte[] Secret = "fake-host"u8.ToArray();

    public static string Make(string name) => $"{name}.{Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(name)))}";

    /// <summary>The name in a header's token; null when there is none or it is forged.</summary>
    public static string? Read(string? authorization)
    {
        const string Scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var token = authorization[Scheme.Length..];
        var dot = token.LastIndexOf('.');
        return dot > 0 && Make(token[..dot]) == token ? token[..dot] : null;
    }
}
