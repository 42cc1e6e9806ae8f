using System.Text;
using Seckill.Testing.Servers;
using StackExchange.Redis;

namespace Seckill.AspNetCore.Tests.Sessions;

/// <summary>Two whole hosts on one real Redis.</summary>
public sealed class RedisSessionTests
{
    private const string Sales = "/api/admin/sales";

    [Fact]
    public async Task Session_IsSharedAndEndedThroughRedis_WhichCannotTellItsId()
    {
        await using var redis = await StartRedisAsync();
        await using var one = await EmbeddedHost.StartAsync(redis.Configuration);
        await using var other = await EmbeddedHost.StartAsync(redis.Configuration);
        var browser = await Browser.SignInAsync(one.Client, one.Operator);
        var id = browser.Id!;
        await Expect.JsonAsync(await browser.GetAsync(other.Client, Sales), 200);

        var all = await ReadAllAsync(redis.Configuration);
        Assert.Contains("\"subject\":\"op1\"", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(id, all, StringComparison.Ordinal);
        Assert.DoesNotContain(one.Operator.Split('.')[2], all, StringComparison.Ordinal);

        // Whatever of the length of an id is there opens nothing.
        foreach (var text in System.Text.RegularExpressions.Regex.Matches(all, "[A-Za-z0-9_-]{43}").Select(m => m.Value).Distinct())
        {
            await Expect.ProblemAsync(await new Browser { Id = text }.GetAsync(other.Client, Sales), 401, "unauthorized");
        }

        Assert.Equal(204, (int)(await browser.EndAsync(other.Client)).StatusCode);
        await UntilAsync(one.Client, new Browser { Id = id }, 401);
        await Expect.ProblemAsync(await new Browser { Id = id }.GetAsync(other.Client, Sales), 401, "unauthorized");
        Assert.DoesNotContain("\"subject\":\"op1\"", await ReadAllAsync(redis.Configuration), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task RedisGone_IsNotNotSignedIn()
    {
        var redis = await StartRedisAsync();
        await using var one = await EmbeddedHost.StartAsync(redis.Configuration);
        await using var other = await EmbeddedHost.StartAsync(redis.Configuration);
        var browser = await Browser.SignInAsync(one.Client, one.Operator);
        await redis.DisposeAsync();
        await Expect.ProblemAsync(await browser.GetAsync(other.Client, "/api/admin/session"), 503, "unavailable");
        await Expect.ProblemAsync(await new Browser().BeginAsync(other.Client, other.Operator), 503, "unavailable");
    }

    private static async Task<RedisServer> StartRedisAsync()
    {
        try
        {
            return await RedisServer.StartAsync();
        }
        catch (ServerUnavailableException e) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    /// <summary>The message takes a moment from one process's socket to the other's.</summary>
    private static async Task UntilAsync(HttpClient host, Browser browser, int status)
    {
        var started = TimeProvider.System.GetTimestamp();
        while ((int)(await browser.GetAsync(host, Sales)).StatusCode != status)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2), "The other host has not heard of the end within 2 s.");
        }
    }

    /// <summary>Everything that is in the server, keys and values, as text.</summary>
    private static async Task<string> ReadAllAsync(string configuration)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(configuration);
        var db = redis.GetDatabase();
        var all = new StringBuilder();
        foreach (var key in redis.GetServers()[0].Keys(pattern: "*"))
        {
            all.AppendLine(key.ToString());
            var values = await db.KeyTypeAsync(key) switch
            {
                RedisType.String => [await db.StringGetAsync(key)],
                RedisType.List => await db.ListRangeAsync(key),
                RedisType.Set => await db.SetMembersAsync(key),
                RedisType.SortedSet => await db.SortedSetRangeByRankAsync(key),
                RedisType.Hash => (await db.HashGetAllAsync(key)).SelectMany(e => new[] { e.Name, e.Value }).ToArray(),
                RedisType.Stream => (await db.StreamRangeAsync(key)).SelectMany(e => e.Values).SelectMany(e => new[] { e.Name, e.Value }).ToArray(),
                var type => throw new InvalidOperationException($"{key} is a {type}, which this test cannot read."),
            };
            all.AppendJoin('\n', values.Select(v => Encoding.UTF8.GetString((byte[])v!))).AppendLine();
        }

        return all.ToString();
    }
}
