using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Tests.Callers;

/// <summary>A purchase past the pipeline is answered as one through it, or the host does not start.</summary>
public sealed class DirectPurchasesTests
{
    private const string Path = "/api/sales/s1/purchases";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Callers_AreToldTheSame_EitherWay(bool direct)
    {
        await using var host = await TestHost.StartAsync(settings: Settings(direct));
        Assert.Equal((401, "Bearer"), await BuyAsync(host, null));
        Assert.Equal((401, "Bearer error=\"invalid_token\""), await BuyAsync(host, "not-a-token"));
        Assert.Equal((401, "Bearer error=\"invalid_token\""), await BuyAsync(host, host.Token("u1") + "x"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Buyer_IsWhoTheTokenNames_EitherWay(bool direct)
    {
        await using var host = await TestHost.StartAsync(settings: Settings(direct));
        var token = host.Token("u7");

        // The token is verified, kept, and found again.
        var buyers = new List<string>();
        host.Purchases.Answer = (_, buyer, _, _) =>
        {
            buyers.Add(buyer.Value);
            return new PurchaseAnswer(PurchaseAnswerKind.SoldOut);
        };
        for (var i = 0; i < 3; i++)
        {
            await BuyAsync(host, token);
        }

        Assert.Equal(["u7", "u7", "u7"], buyers);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Middleware_BehindRouting_SeesPurchasesOnlyThroughThePipeline(bool direct, bool isSeen)
    {
        var seen = false;
        await using var host = await TestHost.StartAsync(settings: Settings(direct), map: app => app.Use((context, next) =>
        {
            seen |= context.Request.Path == Path;
            return next(context);
        }));
        await BuyAsync(host, host.Token("u1"));
        Assert.Equal(isSeen, seen);
    }

    [Fact]
    public async Task OtherPolicy_StopsTheStart_AndSaysWhatToChange()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHost.StartAsync(
            services: services => services.AddAuthorization(o => o.AddPolicy(SeckillPolicies.Buyer, p => p.RequireClaim("verified")))));
        Assert.Contains("DirectPurchases is set, but the policy seckill-buyer asks for more than a verified caller", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherScheme_StopsTheStart_AndSaysWhatToChange()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TestHost.StartAsync(
            services: services => services.Configure<AuthenticationOptions>(o => o.DefaultScheme = "Cookies")));
        Assert.Contains("callers are not authenticated by AddSeckillBearer", failure.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Settings(bool direct) => new() { ["Seckill:Http:DirectPurchases"] = direct ? "true" : "false" };

    private static async Task<(int Status, string Challenge)> BuyAsync(TestHost host, string? token)
    {
        var answer = await host.SendAsync(HttpMethod.Post, Path, token, new { quantity = 1 }, "k1");
        if ((int)answer.StatusCode == 401)
        {
            await Expect.ProblemAsync(answer, 401, "unauthorized");
        }

        return ((int)answer.StatusCode, answer.Headers.WwwAuthenticate.ToString());
    }
}
