using System.Globalization;
using System.Text;
using Seckill.AspNetCore.Payments;

namespace Seckill.AspNetCore.Tests.Payments;

public sealed class PaymentSignatureTests
{
    private static readonly byte[] s_secret = "demo-secret"u8.ToArray();
    private static readonly byte[] s_body = """{"orderId":"x"}"""u8.ToArray();
    private static readonly DateTimeOffset s_now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(300);

    [Fact]
    public void Sign_KnownValues_GivesTheKnownHeader()
    {
        // Worked out with: printf '1700000000.{"orderId":"x"}' | openssl dgst -sha256 -hmac demo-secret
        Assert.Equal(
            "t=1700000000,v1=ee5ad71d7e4368f4c34caca4ae0c0de34185503d88e578edfb3eb4d0cbd4ad0d",
            PaymentSignature.Sign(s_secret, s_now, s_body));
    }

    [Fact]
    public void Verify_AnySingleBitOfTheBodyFlipped_IsRefused()
    {
        var header = PaymentSignature.Sign(s_secret, s_now, s_body);
        Assert.True(Verify(header, s_body));
        for (var bit = 0; bit < s_body.Length * 8; bit++)
        {
            var flipped = s_body.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Verify(header, flipped), $"bit {bit}");
        }
    }

    [Fact]
    public void Verify_AnyCharacterOfTheHeaderChanged_IsRefused()
    {
        var header = PaymentSignature.Sign(s_secret, s_now, s_body);
        for (var i = 0; i < header.Length; i++)
        {
            var changed = header[..i] + (header[i] == '0' ? '1' : '0') + header[(i + 1)..];
            Assert.False(Verify(changed, s_body), changed);
        }
    }

    [Theory]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void Verify_Age_CountsEitherWay(int seconds, bool good) =>
        Assert.Equal(good, Verify(PaymentSignature.Sign(s_secret, s_now.AddSeconds(seconds), s_body), s_body));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("t=,v1=")]
    [InlineData("v1=00,t=1700000000")]
    [InlineData("t=1700000000")]
    [InlineData("t=1700000000,v1=")]
    [InlineData("t=99999999999999999999999999,v1=")]
    [InlineData("t=-1,v1=")]
    public void Verify_Malformed_IsRefused(string? header) =>
        Assert.False(Verify(header is null || !header.EndsWith("v1=", StringComparison.Ordinal) ? header : header + new string('0', 64), s_body));

    [Fact]
    public void Verify_SignedOverTheBodyAlone_IsRefused()
    {
        var mac = System.Security.Cryptography.HMACSHA256.HashData(s_secret, s_body);
        var time = s_now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.False(Verify($"t={time},v1={Convert.ToHexStringLower(mac)}", s_body));
    }

    [Fact]
    public void Verify_OtherSecret_IsRefused() =>
        Assert.False(Verify(PaymentSignature.Sign(Encoding.UTF8.GetBytes("demo-secreT"), s_now, s_body), s_body));

    private static bool Verify(string? header, byte[] body) => PaymentSignature.Verify(s_secret, header, body, s_now, s_tolerance);
}
