using Microsoft.Extensions.Options;
using Seckill.SampleHost.Tokens;

namespace Seckill.AspNetCore.Tests.Tokens;

public sealed class DevelopmentTokensTests
{
    private const string Path = "/api/dev/tokens";

    [Fact]
    public async Task Tokens_ForBuyers_AreNumberedAndGood()
    {
        await using var host = await TestHost.StartAsync();
        var json = await Expect.JsonAsync(await host.PostAsync(Path, body: new { prefix = "u", count = 3 }), 200);
        var tokens = json.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()!).ToArray();
        Assert.Equal(3, tokens.Length);
        await Expect.JsonAsync(await host.BuyAsync(tokens[2]), 201);
        Assert.Equal("u3", host.Purchases.Known.Values.Single().Buyer.Value);
        await Expect.ProblemAsync(await host.GetAsync("/api/admin/sales", tokens[0]), 403, "forbidden");
    }

    [Fact]
    public async Task Tokens_ForAnOperator_IsOneThatMayOperate()
    {
        await using var host = await TestHost.StartAsync();
        var json = await Expect.JsonAsync(await host.PostAsync(Path, body: new { role = "operator" }), 200);
        var token = Assert.Single(json.GetProperty("tokens").EnumerateArray()).GetString();
        await Expect.JsonAsync(await host.GetAsync("/api/admin/sales", token), 200);
    }

    [Fact]
    public async Task Tokens_AHundredThousand_ComeInOneAnswer()
    {
        await using var host = await TestHost.StartAsync();
        var json = await Expect.JsonAsync(await host.PostAsync(Path, body: new { prefix = "load-", count = 100_000 }), 200);
        Assert.Equal(100_000, json.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"prefix":"u","count":0}""")]
    [InlineData("""{"prefix":"u","count":100001}""")]
    [InlineData("""{"prefix":"u","count":-1}""")]
    [InlineData("""{"prefix":"a b","count":1}""")]
    [InlineData("""{"prefix":5}""")]
    [InlineData("""{"prefix":"u","count":1.5}""")]
    [InlineData("""{"role":"admin"}""")]
    [InlineData("""{"prefix":"123456789012345678901234567890123456789012345678901234567890","count":10000}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Tokens_BadRequest_Is400(string body)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.PostAsync(Path, body: body), 400, "invalid-request");
    }

    [Theory]
    [InlineData("""{"subject":"alice"}""", "subject")]
    [InlineData("""{"role":"admin"}""", "role")]
    public async Task Tokens_WhatIsNotUnderstood_IsNamed(string body, string word)
    {
        await using var host = await TestHost.StartAsync();
        var problem = await Expect.ProblemAsync(await host.PostAsync(Path, body: body), 400, "invalid-request");
        Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_NotJsonOrTooLarge_IsRefused()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.PostAsync(Path, body: new StringContent("x")), 415, "unsupported-media-type");
        await Expect.ProblemAsync(await host.PostAsync(Path, body: "\"" + new string('x', 17_000) + "\""), 413, "payload-too-large");
    }

    [Fact]
    public async Task Tokens_OutsideDevelopment_DoNotExist_NorDoesPaying()
    {
        await using var host = await TestHost.StartAsync("Production", new() { ["Seckill:Tokens:SigningKey"] = new string('k', 32) });
        await Expect.ProblemAsync(await host.PostAsync(Path, body: new { role = "operator" }), 404, "not-found");
        await Expect.ProblemAsync(await host.PostAsync("/api/orders/x/pay"), 404, "not-found");
    }

    [Theory]
    [InlineData("Production", null, "Seckill__Tokens__SigningKey")]
    [InlineData("Staging", "", "Seckill__Tokens__SigningKey")]
    [InlineData("Production", "short", "at least 32")]
    [InlineData("Development", "short", "at least 32")]
    public async Task Start_WithoutAGoodKey_SaysWhatToSet(string environment, string? key, string words)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestHost.StartAsync(environment, new() { ["Seckill:Tokens:SigningKey"] = key }));
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }
}
