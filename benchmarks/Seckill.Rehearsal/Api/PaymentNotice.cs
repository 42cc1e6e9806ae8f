using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Seckill.Rehearsal.Http;

namespace Seckill.Rehearsal.Api;

/// <summary>A gateway's signed notice that an order is paid.</summary>
internal sealed record PaymentNotice(string OrderId, string TransactionId, decimal Amount, string Currency)
{
    private const string Provider = "demo";

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("demo-secret");

    /// <summary>When it was signed; hosts refuse notices older than 300 s.</summary>
    public DateTimeOffset SignedAt { get; init; } = DateTimeOffset.UtcNow;

    public string Body => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"orderId":"{{OrderId}}","transactionId":"{{TransactionId}}","amount":{{Amount}},"currency":"{{Currency}}","status":"paid"}""");

    /// <summary>The value of <c>X-Signature</c> for a body.</summary>
    public static string Sign(string body, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(signature)}";
    }

    public void Write(RequestBuffer request, string authority)
    {
        var body = Body;
        request.Add("POST /api/payments/callbacks/"u8).Add(Provider).Add(" HTTP/1.1\r\nHost: "u8).Add(authority);
        request.Add("\r\nContent-Type: application/json\r\nX-Signature: "u8).Add(Sign(body, SignedAt));
        request.Add("\r\nContent-Length: "u8).Add(Encoding.UTF8.GetByteCount(body)).Add("\r\n\r\n"u8).Add(body);
    }
}
