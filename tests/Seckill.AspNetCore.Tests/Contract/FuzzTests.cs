using System.Globalization;
using System.Text;
using Seckill.AspNetCore.Tests.Fakes;

namespace Seckill.AspNetCore.Tests.Contract;

/// <summary>
/// Random ids, bodies, headers and tokens at every address: no answer may be a server error, and every refusal must be a problem.
/// <c>SECKILL_FUZZ_COUNT</c> sets how many requests, <c>SECKILL_FUZZ_SEED</c> repeats a run.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string[] s_paths =
    [
        "/api/sales", "/api/sales/{0}", "/api/sales/{0}/purchases", "/api/purchases", "/api/purchases/{0}", "/api/orders/{0}/cancel",
        "/api/orders/{0}/pay", "/api/payments/callbacks/{0}", "/api/admin/sales", "/api/admin/sales/{0}", "/api/admin/sales/{0}/publish",
        "/api/admin/sales/{0}/pause", "/api/admin/sales/{0}/stock-adjustments", "/api/admin/sales/{0}/books", "/api/admin/sales/{0}/orders",
        "/api/admin/audit", "/api/dev/tokens", "/assets/{0}", "/ws", "/health/live", "/health/ready", "/openapi/{0}.json", "/{0}",
    ];

    private static readonly string[] s_methods = ["GET", "GET", "POST", "POST", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"];

    private static readonly string[] s_ids =
    [
        "s1", "demo", "v1", "..", "%2e%2e%2f", "%01", "%0d%0a", "a%20b", "%F0%9F%8D%95", "%ff%fe", "{s1}", "%7Bs1%7D", "s1:stock", "*", "AAAA", "'--", "%u0041",
    ];

    private static readonly string[] s_values =
    [
        "1", "0", "-1", "2147483648", "1e400", "1.5", "null", "true", "\"\"", "\"s1\"", "\"\\ud800\"", "[]", "{}", "[[[[1]]]]", "\"00:15:00\"", "\"atomic\"",
        "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"2026-03-01T12:00:00Z\"", "79228162514264337593543950335", "\"CNY\"", "\"paid\"",
    ];

    private static readonly string[] s_members =
    [
        "quantity", "version", "delta", "reason", "productId", "title", "price", "currency", "stock", "perBuyerLimit", "startsAt", "endsAt", "mode",
        "paymentWindow", "orderId", "transactionId", "amount", "status", "prefix", "count", "role", "\\ud800", "",
    ];

    [Fact]
    public async Task AnyInput_IsAnsweredWithoutServerError_AndRefusedWithAProblem()
    {
        var count = Setting("SECKILL_FUZZ_COUNT") ?? 3_000;
        var seed = Setting("SECKILL_FUZZ_SEED") ?? Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"SECKILL_FUZZ_SEED={seed} SECKILL_FUZZ_COUNT={count}");
        await using var host = await TestHost.StartAsync();
        var random = new Random(seed);
        var known = host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow().AddMinutes(15))).Id.ToString();
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < count; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(30));
            using var request = Request(host, random, known);
            using var response = await SendAsync(host, request, $"seed {seed} request {i}");
            var status = (int)response.StatusCode;
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var what = $"seed {seed} request {i}: {request.Method} {request.RequestUri} -> {status} {text}";
            Assert.True(status < 500, what);
            if (status >= 400)
            {
                Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", what);
                Expect.Problem(response, text);
            }

            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(' ', statuses));
        Assert.Empty(host.Log.Troubles);
        Assert.True(statuses.ContainsKey(200) && statuses.ContainsKey(400) && statuses.ContainsKey(404), "The fuzz did not reach the endpoints.");
    }

    private static async Task<HttpResponseMessage> SendAsync(TestHost host, HttpRequestMessage request, string what)
    {
        try
        {
            return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new InvalidOperationException($"{what} got no answer: {request}", exception);
        }
    }

    private static HttpRequestMessage Request(TestHost host, Random random, string known)
    {
        var id = random.Next(5) switch
        {
            0 => known,
            1 => Uri.EscapeDataString(Garbage(random, random.Next(1, 100))),
            _ => Pick(random, s_ids),
        };
        var path = string.Format(CultureInfo.InvariantCulture, Pick(random, s_paths), id);
        var query = random.Next(4) == 0 ? "?page=" + Uri.EscapeDataString(random.Next(2) == 0 ? Pick(random, s_values) : Garbage(random, 8)) : "";
        var request = new HttpRequestMessage(new HttpMethod(Pick(random, s_methods)), new Uri(host.Address, path + query));
        if (random.Next(10) > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", Authorization(host, random));
        }

        foreach (var header in new[] { "Idempotency-Key", "X-Signature", "If-None-Match", "Origin", "Upgrade" })
        {
            if (random.Next(3) == 0)
            {
                request.Headers.TryAddWithoutValidation(header, random.Next(2) == 0 ? "k1" : Ascii(random, random.Next(80)));
            }
        }

        if (request.Method != HttpMethod.Get)
        {
            var body = Body(random);
            request.Content = new ByteArrayContent(body);

            // A refusal that comes before the body is looked at leaves the server no choice but to hang up.
            request.Headers.ConnectionClose = body.Length > 16 * 1024;
            var type = random.Next(6) switch { 0 => "text/plain", 1 => Ascii(random, 10), _ => "application/json" };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return request;
    }

    private static string Authorization(TestHost host, Random random)
    {
        var token = random.Next(2) == 0 ? host.Token("u1") : host.Operator();
        var at = random.Next(token.Length);
        return random.Next(6) switch
        {
            0 => "Bearer " + token[..at],
            1 => "Bearer " + token[..at] + Ascii(random, 3) + token[at..],
            2 => Ascii(random, 20),
            _ => "Bearer " + token,
        };
    }

    private static byte[] Body(Random random)
    {
        if (random.Next(8) == 0)
        {
            var bytes = new byte[random.Next(random.Next(10) == 0 ? 20_000 : 200)];
            random.NextBytes(bytes);
            return bytes;
        }

        var members = Enumerable.Range(0, random.Next(12)).Select(_ => $"\"{Pick(random, s_members)}\":{Pick(random, s_values)}");
        var text = "{" + string.Join(',', members) + "}";
        return Encoding.UTF8.GetBytes(random.Next(6) == 0 ? text[..random.Next(text.Length)] : text);
    }

    private static string Garbage(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(1, 0xD7FF)));

    private static string Ascii(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)random.Next(' ', '~' + 1)));

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
}
