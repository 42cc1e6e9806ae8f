using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Seckill.Speed.Http;

/// <summary>Speaks to the sample host as its operator and as its buyers.</summary>
internal sealed class ProductClient : IDisposable
{
    private readonly HttpClient _http;

    private ProductClient(HttpClient http) => _http = http;

    public static async Task<ProductClient> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = new ProductClient(new HttpClient { BaseAddress = address });
        var tokens = await client.IssueAsync(new JsonObject { ["role"] = "operator", ["prefix"] = "operator", ["count"] = 1 }, cancellationToken);
        client._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens[0]);
        return client;
    }

    public Task<IReadOnlyList<string>> GetTokensAsync(string prefix, int count, CancellationToken cancellationToken) =>
        IssueAsync(new JsonObject { ["prefix"] = prefix, ["count"] = count }, cancellationToken);

    /// <summary>Creates and opens a sale.</summary>
    public async Task<string> OpenSaleAsync(string title, long stock, int perBuyerLimit, string mode, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var sale = await PostAsync(
            "/api/admin/sales",
            new JsonObject
            {
                ["productId"] = title,
                ["title"] = title,
                ["price"] = 99.00m,
                ["currency"] = "CNY",
                ["stock"] = stock,
                ["perBuyerLimit"] = perBuyerLimit,
                ["startsAt"] = now,
                ["endsAt"] = now.AddDays(1),
                ["mode"] = mode,
                // Nothing may run out of time while it is being counted.
                ["paymentWindow"] = "23:00:00",
            },
            cancellationToken);
        var id = sale["id"]!.GetValue<string>();
        await PostAsync($"/api/admin/sales/{id}/publish", null, cancellationToken);
        return id;
    }

    public async Task<HttpStatusCode> BuyAsync(string sale, string token, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/sales/{sale}/purchases");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        request.Content = JsonContent.Create(new JsonObject { ["quantity"] = 1 });
        using var answer = await _http.SendAsync(request, cancellationToken);
        return answer.StatusCode;
    }

    public async Task<SaleBooks> ReadBooksAsync(string sale, CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync<SaleBooks>($"/api/admin/sales/{sale}/books", JsonSerializerOptions.Web, cancellationToken)
        ?? throw new BenchmarkFailedException("The books were empty.");

    public void Dispose() => _http.Dispose();

    private async Task<IReadOnlyList<string>> IssueAsync(JsonObject wish, CancellationToken cancellationToken) =>
        [.. (await PostAsync("/api/dev/tokens", wish, cancellationToken))["tokens"]!.AsArray().Select(token => token!.GetValue<string>())];

    private async Task<JsonNode> PostAsync(string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new BenchmarkFailedException($"{path} was answered with {(int)answer.StatusCode}: {text}");
    }
}
