using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Seckill.AspNetCore.Tests.Contract;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_NamesEveryCallOfTheContract()
    {
        await using var host = await TestHost.StartAsync();
        var document = await Expect.JsonAsync(await host.GetAsync("/openapi/v1.json"), 200);
        var paths = document.GetProperty("paths");
        Assert.Equal(29, Expect.Names(paths).Count());
        var buy = paths.GetProperty("/api/sales/{saleId}/purchases").GetProperty("post");
        Assert.Equal(["saleId", "Idempotency-Key"], buy.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.True(buy.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.Equal(
            ["201", "202", "400", "401", "404", "409", "410", "413", "415", "429", "503"],
            Expect.Names(buy.GetProperty("responses")).Order(StringComparer.Ordinal));
        Assert.True(buy.TryGetProperty("security", out _));
        Assert.False(paths.GetProperty("/api/sales").GetProperty("get").TryGetProperty("security", out _));
    }

    [Fact]
    public async Task Document_ReadsWithoutErrors_AndDeclaresExactlyTheTemplatesParameters()
    {
        await using var host = await TestHost.StartAsync();
        var bytes = await host.Client.GetByteArrayAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        using var stream = new MemoryStream(bytes);
        var (document, diagnostic) = await OpenApiDocument.LoadAsync(stream, "json", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(diagnostic!.Errors);
        Assert.Empty(diagnostic.Warnings);
        foreach (var (template, path) in document!.Paths)
        {
            var named = Regex.Matches(template, "{(.*?)}").Select(m => m.Groups[1].Value);
            foreach (var operation in path.Operations!.Values)
            {
                var declared = (operation.Parameters ?? []).Where(p => p.In == ParameterLocation.Path).ToArray();
                Assert.Equal(named, declared.Select(p => p.Name));
                Assert.All(declared, p => Assert.True(p.Required));
                Assert.All(operation.Responses!.Where(r => r.Key is not ("204" or "307")), r => Assert.NotEmpty(r.Value.Content!));
            }
        }
    }

    [Fact]
    public async Task Document_SaysWhatIsRead()
    {
        await using var host = await TestHost.StartAsync();
        var document = await Expect.JsonAsync(await host.GetAsync("/openapi/v1.json"), 200);
        Assert.DoesNotContain("\"pattern\":\"^-?(?:", document.GetRawText(), StringComparison.Ordinal);
        var paths = document.GetProperty("paths");
        foreach (var list in new[] { "/api/purchases", "/api/admin/sagas", "/api/admin/audit", "/api/admin/sales/{saleId}/orders" })
        {
            var parameters = paths.GetProperty(list).GetProperty("get").GetProperty("parameters").EnumerateArray();
            Assert.Equal("integer", parameters.Single(p => p.GetProperty("name").ValueEquals("page")).GetProperty("schema").GetProperty("type").GetString());
        }

        var draft = Resolve(document, paths.GetProperty("/api/admin/sales").GetProperty("post").GetProperty("requestBody"), "application/json");
        var required = draft.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ToArray();
        Assert.Equal(8, required.Length);
        Assert.DoesNotContain("mode", required);
        Assert.DoesNotContain("paymentWindow", required);
        Assert.Equal(["atomic", "queued", "adaptive"], draft.GetProperty("properties").GetProperty("mode").GetProperty("enum").EnumerateArray().Select(w => w.GetString()));
        Assert.True(paths.TryGetProperty("/api/dev/tokens", out _));
    }

    [Fact]
    public async Task Answers_HaveTheMembersOfTheirSchemas()
    {
        await using var host = await TestHost.StartAsync();
        var document = await Expect.JsonAsync(await host.GetAsync("/openapi/v1.json"), 200);
        var responses = document.GetProperty("paths").GetProperty("/api/sales/{saleId}/purchases").GetProperty("post").GetProperty("responses");
        var ordered = Resolve(document, responses.GetProperty("201"), "application/json");
        var answer = await Expect.JsonAsync(await host.BuyAsync(host.Token("u1")), 201);
        Assert.Equal(Expect.Names(ordered.GetProperty("properties")).Order(StringComparer.Ordinal), Expect.Names(answer).Order(StringComparer.Ordinal));

        var problem = Resolve(document, responses.GetProperty("404"), "application/problem+json");
        var refused = await Expect.ProblemAsync(await host.BuyAsync(host.Token("u1"), sale: "none"), 404, "sale-not-found");
        Assert.Equal(
            problem.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal),
            Expect.Names(refused).Order(StringComparer.Ordinal));
        Assert.Contains("code", Expect.Names(refused));
    }

    private static JsonElement Resolve(JsonElement document, JsonElement holder, string type)
    {
        var schema = holder.GetProperty("content").GetProperty(type).GetProperty("schema");
        return schema.TryGetProperty("$ref", out var name)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!.Split('/')[^1])
            : schema;
    }
}
