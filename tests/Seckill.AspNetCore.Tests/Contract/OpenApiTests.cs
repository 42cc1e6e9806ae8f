namespace Seckill.AspNetCore.Tests.Contract;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_NamesEveryCallOfTheContract()
    {
        await using var host = await TestHost.StartAsync();
        var document = await Expect.JsonAsync(await host.GetAsync("/openapi/v1.json"), 200);
        var paths = document.GetProperty("paths");
        Assert.Equal(28, Expect.Names(paths).Count());
        var buy = paths.GetProperty("/api/sales/{saleId}/purchases").GetProperty("post");
        Assert.Equal(["saleId", "Idempotency-Key"], buy.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.True(buy.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.Equal(
            ["201", "202", "400", "401", "404", "409", "410", "413", "415", "429", "503"],
            Expect.Names(buy.GetProperty("responses")).Order(StringComparer.Ordinal));
        Assert.True(buy.TryGetProperty("security", out _));
        Assert.False(paths.GetProperty("/api/sales").GetProperty("get").TryGetProperty("security", out _));
    }
}
