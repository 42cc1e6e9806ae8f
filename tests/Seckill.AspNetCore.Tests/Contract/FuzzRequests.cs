using System.Globalization;
using System.Text;

namespace Seckill.AspNetCore.Tests.Contract;

/// <summary>Makes random requests: strange ids, bodies, headers and tokens at every address of the contract.</summary>
internal sealed class FuzzRequests(Random random, Uri address, string buyer, string operatorToken, string[] known)
{
    private static readonly string[] s_calls =
    [
        "GET /api/sales", "GET /api/sales/{0}", "POST /api/sales/{0}/purchases", "POST /api/sales/{0}/purchases", "GET /api/purchases", "GET /api/purchases/{0}",
        "POST /api/orders/{0}/cancel", "POST /api/orders/{0}/pay", "POST /api/payments/callbacks/{0}", "GET /api/admin/sales", "POST /api/admin/sales",
        "GET /api/admin/sales/{0}", "PATCH /api/admin/sales/{0}", "POST /api/admin/sales/{0}/publish", "POST /api/admin/sales/{0}/pause",
        "POST /api/admin/sales/{0}/resume", "POST /api/admin/sales/{0}/stock-adjustments", "GET /api/admin/sales/{0}/books",
        "GET /api/admin/sales/{0}/orders", "GET /api/admin/audit", "GET /api/admin/sagas", "GET /api/admin/sagas/{0}",
        "POST /api/admin/sagas/{0}/retry", "POST /api/admin/sagas/{0}/skip", "POST /api/admin/sagas/{0}/complete", "POST /api/dev/tokens", "GET /assets/{0}", "GET /ws", "GET /health/live",
        "GET /health/ready", "GET /openapi/{0}.json", "GET /{0}", "GET /api/admin/session", "POST /api/admin/session",
        "DELETE /api/admin/session",
    ];

    private static readonly string[] s_methods = ["GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "HEAD"];

    private static readonly string[] s_ids =
    [
        "s1", "demo", "v1", "..", "%2e%2e%2f", "%01", "%0d%0a", "a%20b", "%F0%9F%8D%95", "%ff%fe", "{s1}", "%7Bs1%7D", "s1:stock", "*", "AAAA", "'--", "%u0041",
    ];

    private static readonly string[] s_values =
    [
        "1", "0", "-1", "2147483648", "1e400", "1.5", "null", "true", "\"\"", "\"s1\"", "\"\\ud800\"", "[]", "{}", "[[[[1]]]]", "\"00:15:00\"", "\"atomic\"",
        "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"0001-01-01T00:00:00Z\"", "\"2026-03-01T12:00:00Z\"", "79228162514264337593543950335", "\"CNY\"", "\"paid\"",
    ];

    private static readonly string[] s_members =
    [
        "quantity", "version", "delta", "reason", "productId", "title", "price", "currency", "stock", "perBuyerLimit", "startsAt", "endsAt", "mode",
        "paymentWindow", "orderId", "transactionId", "amount", "status", "prefix", "count", "role", "\\ud800", "",
    ];

    private static readonly string[] s_bodies =
    [
        """{"quantity":1}""",
        """{"version":1,"title":"New"}""",
        """{"delta":1,"reason":"x"}""",
        """{"prefix":"u","count":2}""",
        """{"orderId":"x","transactionId":"t","amount":1,"currency":"CNY","status":"paid"}""",
        """{"productId":"p1","title":"T","price":1,"currency":"CNY","stock":9,"perBuyerLimit":1,"startsAt":"2026-03-01T12:00:00Z","endsAt":"2099-03-01T12:00:00Z"}""",
    ];

    public HttpRequestMessage Next()
    {
        var id = random.Next(6) switch
        {
            0 or 1 => Pick(known),
            2 => Uri.EscapeDataString(Garbage(random.Next(1, 100))),
            3 => Uri.EscapeDataString(Garbage(40)),
            _ => Pick(s_ids),
        };
        var call = Pick(s_calls).Split(' ');
        var method = random.Next(10) == 0 ? Pick(s_methods) : call[0];
        var query = random.Next(4) == 0 ? "?page=" + Uri.EscapeDataString(random.Next(2) == 0 ? Pick(s_values) : Garbage(8)) : "";
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, string.Format(CultureInfo.InvariantCulture, call[1], id) + query));
        if (random.Next(20) > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Authorization(call[1].StartsWith("/api/admin", StringComparison.Ordinal)));
        }

        foreach (var header in new[] { "Idempotency-Key", "X-Signature", "If-None-Match", "Origin", "Upgrade", "Sec-Fetch-Site" })
        {
            if (random.Next(3) > 0)
            {
                request.Headers.TryAddWithoutValidation(header, random.Next(4) > 0 ? "k" + random.Next(100) : Ascii(random.Next(80)));
            }
        }

        if (random.Next(4) == 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", "seckill-session=" + (random.Next(2) == 0 ? random.Next(3).ToString(CultureInfo.InvariantCulture) : Ascii(43)));
        }

        if (method is not ("GET" or "HEAD"))
        {
            var body = Body();
            request.Content = new ByteArrayContent(body);

            // A refusal that comes before the body is looked at leaves the server no choice but to hang up.
            request.Headers.ConnectionClose = body.Length > 16 * 1024;
            var type = random.Next(12) switch { 0 => "text/plain", 1 => Ascii(10), _ => "application/json" };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return request;
    }

    private string Authorization(bool admin)
    {
        var token = random.Next(10) == 0 ? buyer : admin ? operatorToken : buyer;
        var at = random.Next(token.Length);
        return random.Next(20) switch
        {
            0 => "Bearer " + token[..at],
            1 => "Bearer " + token[..at] + Ascii(3) + token[at..],
            2 => Ascii(20),
            _ => "Bearer " + token,
        };
    }

    private byte[] Body()
    {
        if (random.Next(10) == 0)
        {
            var bytes = new byte[random.Next(random.Next(10) == 0 ? 20_000 : 200)];
            random.NextBytes(bytes);
            return bytes;
        }

        var valid = Pick(s_bodies);
        if (random.Next(3) > 0)
        {
            // One member of a good body gets a strange value.
            var member = Pick(s_members);
            return Encoding.UTF8.GetBytes(random.Next(3) == 0 ? valid : valid[..^1] + $",\"{member}\":{Pick(s_values)}}}");
        }

        var members = Enumerable.Range(0, random.Next(12)).Select(_ => $"\"{Pick(s_members)}\":{Pick(s_values)}");
        var text = "{" + string.Join(',', members) + "}";
        return Encoding.UTF8.GetBytes(random.Next(6) == 0 ? text[..random.Next(text.Length)] : text);
    }

    private string Garbage(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(1, 0xD7FF)));

    private string Ascii(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(' ', '~' + 1)));

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
