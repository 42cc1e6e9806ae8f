using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Seckill.AspNetCore.Tokens;

namespace Seckill.AspNetCore.Tests.Tokens;

public sealed class VerifiedTokenCacheTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Find_ExactText_IsTheAnswerThatWasAdded()
    {
        var cache = Cache(10);
        var added = Add(cache, "a.b.c");
        Assert.Same(await added, await cache.Find("a.b.c")!);
        Assert.Null(cache.Find("a.b.d"));
        Assert.Null(cache.Find("A.b.c"));
        Assert.Null(cache.Find("a.b.c "));
        Assert.Null(cache.Find(""));
    }

    [Fact]
    public void Find_Expired_IsNotFound_ToTheTick()
    {
        var cache = Cache(10);
        Add(cache, "t");
        _time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.NotNull(cache.Find("t"));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(cache.Find("t"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Add_Endlessly_StaysWithinTheBound(int bound)
    {
        var cache = Cache(bound);
        for (var i = 0; i < bound * 5; i++)
        {
            Add(cache, "t" + i);
            Assert.InRange(cache.Count, 1, bound);
        }
    }

    [Fact]
    public void Find_UsedAllTheTime_SurvivesThePassersBy()
    {
        var cache = Cache(10);
        Add(cache, "regular");
        for (var i = 0; i < 100; i++)
        {
            Add(cache, "t" + i);
            Assert.NotNull(cache.Find("regular"));
        }

        Assert.Null(cache.Find("t0"));
    }

    [Fact]
    public void Find_FromManyThreads_NeverMixesTokensUp()
    {
        var cache = Cache(64);
        Parallel.For(0, 20_000, i =>
        {
            var name = "t" + (i % 200);
            var result = cache.Find(name) ?? Add(cache, name);
            Assert.Equal(name, result.Result.Principal!.Identity!.Name);
        });
        Assert.InRange(cache.Count, 1, 64);
    }

    [Fact]
    public async Task Add_ForTheFirstTime_AnswersAndKeepsNothing()
    {
        var cache = Cache(10);
        Assert.Equal("t", (await AddOnce(cache, "t")).Principal!.Identity!.Name);
        Assert.Null(cache.Find("t"));
        Assert.Equal(0, cache.Count);
        await AddOnce(cache, "t");
        Assert.NotNull(cache.Find("t"));
    }

    private Task<AuthenticateResult> Add(VerifiedTokenCache cache, string token)
    {
        AddOnce(cache, token);
        return AddOnce(cache, token);
    }

    private Task<AuthenticateResult> AddOnce(VerifiedTokenCache cache, string token)
    {
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, token)], "test"));
        return cache.Add(token, AuthenticateResult.Success(new AuthenticationTicket(principal, "Bearer")), _time.GetUtcNow().AddMinutes(1));
    }

    private VerifiedTokenCache Cache(int bound) => new(new Monitor(bound), _time);

    private sealed class Monitor(int bound) : IOptionsMonitor<SeckillBearerOptions>
    {
        public SeckillBearerOptions CurrentValue => Get(null);

        public SeckillBearerOptions Get(string? name) => new() { RememberedTokens = bound };

        public IDisposable? OnChange(Action<SeckillBearerOptions, string?> listener) => null;
    }
}
