using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Seckill.AspNetCore.Tests.Fakes;
using Seckill.AspNetCore.Tokens;
using Seckill.SampleHost.Tokens;

namespace Seckill.AspNetCore.Tests.Tokens;

public sealed class BearerTests
{
    private const string Path = "/api/purchases";

    [Fact]
    public async Task Request_GoodToken_IsRememberedFromItsSecondUseOn()
    {
        var counter = new CountingVerifier();
        await using var host = await StartCountedAsync(counter);
        var token = host.Token("u1");
        for (var i = 0; i < 5; i++)
        {
            await Expect.JsonAsync(await host.GetAsync(Path, token), 200);
        }

        Assert.Equal(2, counter.Calls);
    }

    [Fact]
    public async Task Request_TokenExpiresWhileRemembered_Is401()
    {
        await using var host = await TestHost.StartAsync();
        var token = host.Token("u1");
        host.Clock.Advance(TokenIssuer.Life - TimeSpan.FromSeconds(1));
        await Expect.JsonAsync(await host.GetAsync(Path, token), 200);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var response = await host.GetAsync(Path, token);
        await Expect.ProblemAsync(response, 401, "unauthorized");
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_AnyCharacterOfARememberedTokenChanged_Is401()
    {
        await using var host = await TestHost.StartAsync();
        var token = host.Token("u1");
        await Expect.JsonAsync(await host.GetAsync(Path, token), 200);
        for (var i = 0; i < token.Length; i++)
        {
            // The last character of a part carries spare bits; 'A' and 'Q' differ in ones that count.
            var changed = token[..i] + (token[i] is 'A' or 'B' or 'C' or 'D' ? 'Q' : 'A') + token[(i + 1)..];
            await Expect.ProblemAsync(await host.GetAsync(Path, changed), 401, "unauthorized");
        }
    }

    [Fact]
    public async Task Request_BadToken_IsNeverRemembered()
    {
        var counter = new CountingVerifier();
        await using var host = await StartCountedAsync(counter);
        for (var i = 0; i < 3; i++)
        {
            await Expect.ProblemAsync(await host.GetAsync(Path, "a.b.c"), 401, "unauthorized");
        }

        Assert.Equal(3, counter.Calls);
        Assert.Equal(0, host.Service<VerifiedTokenCache>().Count);
    }

    [Fact]
    public async Task Request_WithoutToken_Is401AndNamesTheScheme()
    {
        await using var host = await TestHost.StartAsync();
        var response = await host.GetAsync(Path);
        await Expect.ProblemAsync(response, 401, "unauthorized");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("""{"alg":"none"}""", """{"sub":"u1","exp":9999999999}""", "")]
    [InlineData("""{"alg":"none"}""", """{"sub":"u1","exp":9999999999}""", null)]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"u1"}""", null)]
    [InlineData("""{"alg":"HS256"}""", """{"exp":9999999999}""", null)]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"a b","exp":9999999999}""", null)]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"","exp":9999999999}""", null)]
    [InlineData("""{"alg":"HS256"}""", """{"sub":{},"exp":9999999999}""", null)]
    [InlineData("""{"alg":"HS256"}""", """{"sub":"u1","exp":9999999999,"nbf":9999999990}""", null)]
    [InlineData("""{"alg":"HS256"}""", "nonsense", null)]
    [InlineData("""{"alg":"HS512"}""", """{"sub":"u1","exp":9999999999}""", null)]
    [InlineData("nonsense", """{"sub":"u1","exp":9999999999}""", null)]
    public async Task Request_SignedButNotGood_Is401(string header, string payload, string? signature)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync(Path, Sign(header, payload, signature)), 401, "unauthorized");
    }

    [Fact]
    public async Task Request_ForeignTokenBySameKey_IsGood()
    {
        await using var host = await TestHost.StartAsync();
        var token = Sign("""{"alg":"HS256"}""", """{"sub":"u1@example.com","exp":9999999999,"iss":"x","aud":"y"}""", null);
        await Expect.JsonAsync(await host.GetAsync(Path, token), 200);
    }

    [Fact]
    public async Task Request_OtherKey_Is401()
    {
        await using var host = await TestHost.StartAsync();
        var token = new TokenIssuer(new byte[32], host.Clock.GetUtcNow()).Issue("u1", null);
        await Expect.ProblemAsync(await host.GetAsync(Path, token), 401, "unauthorized");
    }

    [Fact]
    public async Task Request_TokenInTheQuery_CountsOnTheSocketAddressOnly()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync(Path + "?access_token=" + host.Token("u1")), 401, "unauthorized");
    }

    [Fact]
    public async Task Operator_ByABuyer_Is403_AndWithoutToken401()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync("/api/admin/sales", host.Token("u1")), 403, "forbidden");
        await Expect.ProblemAsync(await host.GetAsync("/api/admin/sales", host.Token("u1", "Operator")), 403, "forbidden");
        await Expect.ProblemAsync(await host.GetAsync("/api/admin/sales"), 401, "unauthorized");
        await Expect.JsonAsync(await host.GetAsync("/api/admin/sales", host.Operator()), 200);
    }

    private static Task<TestHost> StartCountedAsync(CountingVerifier counter) => TestHost.StartAsync(services: services =>
    {
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<ITokenVerifier>(s =>
        {
            counter.Inner = s.GetRequiredService<TokenVerifier>();
            return counter;
        });
    });

    private static string Sign(string header, string payload, string? signature)
    {
        var signed = Encode(Encoding.UTF8.GetBytes(header)) + "." + Encode(Encoding.UTF8.GetBytes(payload));
        return signed + "." + (signature ?? Encode(HMACSHA256.HashData(FakeVault.Key, Encoding.ASCII.GetBytes(signed))));
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private sealed class CountingVerifier : ITokenVerifier
    {
        public TokenVerifier? Inner { get; set; }

        public int Calls { get; private set; }

        public ValueTask<VerifiedToken?> VerifyAsync(string token, CancellationToken cancellationToken = default)
        {
            Calls++;
            return Inner!.VerifyAsync(token, cancellationToken);
        }
    }
}
