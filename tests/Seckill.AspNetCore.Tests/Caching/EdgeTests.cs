using Seckill.Ids;

namespace Seckill.AspNetCore.Tests.Caching;

public sealed class EdgeTests
{
    [Theory]
    [InlineData("/api/sales")]
    [InlineData("/api/sales/s1")]
    public async Task Stock_IsKeptByNobody(string path)
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.GetAsync(path);
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task Document_OfTheVersionInItsAddress_IsImmutable_AndAnswers304ToWhoHasIt()
    {
        await using var host = await TestHost.StartAsync();
        var version = host.Board.Sales[SaleId.Parse("s1")].Version;
        var path = $"/api/sales/s1/document/{version}";
        var answer = await host.GetAsync(path);
        var json = await Expect.JsonAsync(answer, 200);
        Assert.Equal(["id", "productId", "title", "price", "currency", "startsAt", "endsAt", "version"], Expect.Names(json));
        Assert.StartsWith("public, max-age=3600", Header(answer, "Cache-Control"), StringComparison.Ordinal);
        Assert.EndsWith("immutable", Header(answer, "Cache-Control"), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.Add("If-None-Match", answer.Headers.ETag!.ToString());
        var second = await host.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(304, (int)second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/0")]
    public async Task Document_OfNoVersionOrAnOlderOne_SendsToTheOneOfNow(string version)
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.GetAsync("/api/sales/s1/document" + version);
        Assert.Equal(307, (int)answer.StatusCode);
        Assert.Equal($"/api/sales/s1/document/{host.Board.Sales[SaleId.Parse("s1")].Version}", answer.Headers.Location!.OriginalString);
        Assert.Contains("max-age=0, s-maxage=1", Header(answer, "Cache-Control"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/999999")]
    [InlineData("/x")]
    [InlineData("/-1")]
    public async Task Document_OfANewerOrImpossibleVersion_Is404_AndKeptByNobody(string version)
    {
        await using var host = await TestHost.StartAsync();
        var answer = await host.GetAsync("/api/sales/s1/document" + version);
        Assert.Equal("no-store", Header(answer, "Cache-Control"));
        await Expect.ProblemAsync(answer, 404, "not-found");
    }

    [Fact]
    public async Task Document_OfAStranger_Is404()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync("/api/sales/none/document"), 404, "sale-not-found");
    }

    [Fact]
    public async Task Image_UnderItsVersion_IsImmutable_AndUnderAnotherIsNot()
    {
        await using var host = await TestHost.StartAsync();
        var plain = await host.GetAsync("/assets/shop/icon.svg");
        Assert.Equal("no-cache", Header(plain, "Cache-Control"));
        var version = Uri.EscapeDataString(plain.Headers.ETag!.Tag.Trim('"'));
        Assert.EndsWith("immutable", Header(await host.GetAsync("/assets/shop/icon.svg?v=" + version), "Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("no-cache", Header(await host.GetAsync("/assets/shop/icon.svg?v=other"), "Cache-Control"));
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
