using System.Net;
using Seckill.AspNetCore.Pages;

namespace Seckill.AspNetCore.Tests.Pages;

public sealed class PageTests
{
    [Theory]
    [InlineData("/assets/")]
    [InlineData("/assets/none.js")]
    [InlineData("/assets/shop/../../Program.cs")]
    [InlineData("/assets/shop/..%2Fconsole/index.html")]
    [InlineData("/assets/shop%5Cindex.html")]
    public async Task Asset_ThatIsNotThere_Is404(string path)
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync(path), 404, "not-found");
    }

    [Fact]
    public async Task Asset_EachOne_IsServedWithItsTypeAndPolicy_AndNotTwice()
    {
        await using var host = await TestHost.StartAsync();
        var names = new PageAssets().Names.ToArray();
        foreach (var name in names)
        {
            using var response = await host.GetAsync("/assets/" + name);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.StartsWith("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.NotNull(response.Content.Headers.ContentType);
            using var again = new HttpRequestMessage(HttpMethod.Get, "/assets/" + name);
            again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
            using var unchanged = await host.Client.SendAsync(again, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }

    [Theory]
    [InlineData("/", "shop/index.html")]
    [InlineData("/admin", "console/index.html")]
    public async Task Page_IsItsIndex(string path, string name)
    {
        await using var host = await TestHost.StartAsync();
        using var response = await host.GetAsync(path);
        if (new PageAssets().Find(name) is { } asset)
        {
            Assert.Equal(asset.Bytes, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        }
        else
        {
            await Expect.ProblemAsync(response, 404, "not-found");
        }
    }
}
