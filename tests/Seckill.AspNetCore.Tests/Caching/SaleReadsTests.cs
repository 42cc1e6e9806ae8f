using System.Text.Json;

namespace Seckill.AspNetCore.Tests.Caching;

/// <summary>Reads of sales through the cache, on the whole host with everything embedded.</summary>
public sealed class SaleReadsTests
{
    [Fact]
    public async Task Reads_AreHitsInOwnMemory_AfterTheFirst()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var id = await FirstSaleAsync(host);
        await host.Client.GetStringAsync($"/api/sales/{id}", TestContext.Current.CancellationToken);
        var before = await CountAsync(host, "tiers", "tier", "local", "hits");
        for (var i = 0; i < 10; i++)
        {
            await host.Client.GetStringAsync($"/api/sales/{id}", TestContext.Current.CancellationToken);
        }

        Assert.InRange(await CountAsync(host, "tiers", "tier", "local", "hits") - before, 10, long.MaxValue);
    }

    [Fact]
    public async Task OperatorsChange_IsSeenByTheNextRead_ListAndDocumentToo()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var id = await FirstSaleAsync(host);
        var document = await host.Client.GetStringAsync($"/api/sales/{id}/document", TestContext.Current.CancellationToken);
        for (var round = 1; round <= 5; round++)
        {
            var version = (await GetAsync(host, $"/api/admin/sales/{id}", host.Operator)).GetProperty("version").GetInt64();
            var title = $"Changed {round}";
            using var patch = new HttpRequestMessage(HttpMethod.Patch, $"/api/admin/sales/{id}")
            {
                Content = System.Net.Http.Json.JsonContent.Create(new { version, title }),
            };
            patch.Headers.Authorization = new("Bearer", host.Operator);
            await Expect.JsonAsync(await host.Client.SendAsync(patch, TestContext.Current.CancellationToken), 200);
            Assert.Equal(title, (await GetAsync(host, $"/api/sales/{id}")).GetProperty("title").GetString());
            Assert.Equal(title, (await GetAsync(host, "/api/sales"))[0].GetProperty("title").GetString());
            var next = await host.Client.GetStringAsync($"/api/sales/{id}/document", TestContext.Current.CancellationToken);
            Assert.Contains(title, next, StringComparison.Ordinal);
            Assert.NotEqual(document, next);
            document = next;
        }
    }

    [Fact]
    public async Task Evicted_IsReadAgain_AndNothingElseChanges()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var id = await FirstSaleAsync(host);
        var before = await GetAsync(host, $"/api/sales/{id}");
        using var evict = new HttpRequestMessage(HttpMethod.Delete, $"/api/admin/cache/sale:{id}");
        evict.Headers.Authorization = new("Bearer", host.Operator);
        var misses = await CountAsync(host, "tiers", "tier", "local", "misses");
        Assert.Equal(204, (int)(await host.Client.SendAsync(evict, TestContext.Current.CancellationToken)).StatusCode);
        var after = await GetAsync(host, $"/api/sales/{id}");
        Assert.Equal(before.GetProperty("title").GetString(), after.GetProperty("title").GetString());
        Assert.InRange(await CountAsync(host, "tiers", "tier", "local", "misses"), misses + 1, long.MaxValue);
    }

    [Fact]
    public async Task StrangersIds_AreRefusedByTheFilter()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await ReadyAsync(host);
        var before = await CountAsync(host, "guards", "guard", "filter", "count");
        for (var i = 0; i < 50; i++)
        {
            await Expect.ProblemAsync(await host.Client.GetAsync($"/api/sales/stranger-{i}", TestContext.Current.CancellationToken), 404, "sale-not-found");
        }

        Assert.InRange(await CountAsync(host, "guards", "guard", "filter", "count") - before, 45, 50);
    }

    [Fact]
    public async Task BuyingAtAStrangersId_EndsAtTheFilterToo()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await ReadyAsync(host);
        var before = await CountAsync(host, "guards", "guard", "filter", "count");
        var answer = await host.PostAsync("/api/sales/stranger/purchases", host.Token("u1"), new { quantity = 1 }, "k1");
        await Expect.ProblemAsync(answer, 404, "sale-not-found");
        Assert.Equal(1, await CountAsync(host, "guards", "guard", "filter", "count") - before);
    }

    [Fact]
    public async Task Stock_IsNotInTheCache_ButOfNow()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var id = await FirstSaleAsync(host);
        var before = (await GetAsync(host, $"/api/sales/{id}")).GetProperty("available").GetInt64();
        await Expect.JsonAsync(await host.PostAsync($"/api/sales/{id}/purchases", host.Token("u1"), new { quantity = 1 }, "k1"), 201);
        Assert.Equal(before - 1, (await GetAsync(host, $"/api/sales/{id}")).GetProperty("available").GetInt64());
    }

    [Fact]
    public async Task Ready_NamesTheCache()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var json = await ReadyAsync(host);
        Assert.True(json.GetProperty("checks").TryGetProperty("cache-sales", out _));
    }

    /// <summary>The cache is warm a moment after the start.</summary>
    private static async Task<JsonElement> ReadyAsync(EmbeddedHost host)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await host.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            if (answer.IsSuccessStatusCode || tries == 200)
            {
                return await Expect.JsonAsync(answer, 200);
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> FirstSaleAsync(EmbeddedHost host) => (await GetAsync(host, "/api/sales"))[0].GetProperty("id").GetString()!;

    private static async Task<JsonElement> GetAsync(EmbeddedHost host, string path, string? token = null) => await Expect.JsonAsync(
        token is null ? await host.Client.GetAsync(path, TestContext.Current.CancellationToken) : await host.GetAsync(path, token), 200);

    private static async Task<long> CountAsync(EmbeddedHost host, string list, string field, string value, string number)
    {
        var json = await GetAsync(host, "/api/admin/cache", host.Operator);
        return json.GetProperty(list).EnumerateArray()
            .Single(row => row.GetProperty("cache").GetString() == "sales" && row.GetProperty(field).GetString() == value)
            .GetProperty(number).GetInt64();
    }
}
