using System.Globalization;
using Seckill.AspNetCore.Tests.Fakes;

namespace Seckill.AspNetCore.Tests.Contract;

/// <summary>
/// Random requests at every address: no answer may be a server error, and every refusal must be a problem.
/// <c>SECKILL_FUZZ_COUNT</c> sets how many requests, <c>SECKILL_FUZZ_SEED</c> repeats a run.
/// </summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task AnyInput_OnADomainInMemory_IsAnsweredWithoutServerError()
    {
        await using var host = await TestHost.StartAsync(settings: new() { ["Seckill:Http:RequestsPerSecond"] = "1000000" });
        var known = host.Purchases.Add(Samples.Pending("u1", host.Clock.GetUtcNow().AddMinutes(15))).Id.ToString();
        await RunAsync(host.Client, random => new(random, host.Address, host.Token("u1"), host.Operator(), ["s1", known]), 3_000, () => host.Clock.Advance(TimeSpan.FromMilliseconds(30)));
        Assert.Empty(host.Log.Troubles);
    }

    [Fact]
    public async Task AnyInput_OnTheEmbeddedDomain_IsAnsweredWithoutServerError()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await RunAsync(host.Client, random => new(random, host.Address, host.Token("u1"), host.Operator, ["s1", "s2"]), 1_000, () => { });
    }

    private static async Task RunAsync(HttpClient client, Func<Random, FuzzRequests> requests, int defaultCount, Action between)
    {
        var count = Setting("SECKILL_FUZZ_COUNT") ?? defaultCount;
        var seed = Setting("SECKILL_FUZZ_SEED") ?? Random.Shared.Next();
        var output = TestContext.Current.TestOutputHelper;
        output?.WriteLine($"SECKILL_FUZZ_SEED={seed} SECKILL_FUZZ_COUNT={count}");
        var fuzz = requests(new Random(seed));
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < count; i++)
        {
            between();
            using var request = fuzz.Next();
            var what = $"seed {seed} request {i}: {request} {await BodyAsync(request)}";
            using var response = await SendAsync(client, request, what);
            var status = (int)response.StatusCode;
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(status < 500, $"{what} -> {status} {text}");
            if (status >= 400 && request.Method != HttpMethod.Head)
            {
                Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{what} -> {status} {text}");
                Expect.Problem(response, text);
            }

            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        output?.WriteLine(string.Join(' ', statuses));
        Assert.Superset(new HashSet<int> { 200, 400, 401, 404, 405, 409, 415 }, statuses.Keys.ToHashSet());
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, string what)
    {
        try
        {
            return await client.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new InvalidOperationException(what + " got no answer.", exception);
        }
    }

    private static async Task<string> BodyAsync(HttpRequestMessage request) =>
        request.Content is null ? "" : await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
}
