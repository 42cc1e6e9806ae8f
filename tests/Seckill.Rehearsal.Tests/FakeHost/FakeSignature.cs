using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>Checks the signature of a payment notice, as the contract words it.</summary>
internal static partial class FakeSignature
{
    public static bool IsRight(string header, string body)
    {
        var match = Form().Match(header);
        if (!match.Success)
        {
            return false;
        }

        var time = match.Groups[1].Value;
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes("demo-secret"));
        var expected = Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes(time + "." + body)));
        var age = DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, CultureInfo.InvariantCulture));
        return expected.Equals(match.Groups[2].Value, StringComparison.OrdinalIgnoreCase) && age.Duration() <= TimeSpan.FromSeconds(300);
    }

    [GeneratedRegex("^t=([0-9]{1,12}),v1=([0-9a-f]{64})$")]
    private static partial Regex Form();
}
