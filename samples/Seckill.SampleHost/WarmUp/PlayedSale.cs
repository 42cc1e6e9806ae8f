using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime;
using System.Text.Json;
using Seckill.Ids;
using Seckill.Sales;
using Seckill.SampleHost.Tokens;

namespace Seckill.SampleHost.WarmUp;

/// <summary>Sale after sale on a played host, over HTTP: bought, repeated, sold out, looked at, paid and given up, in both modes.</summary>
internal sealed class PlayedSale(PlayedHost host, TimeProvider time) : IDisposable
{
    private const int Stock = 400;
    private const int Buyers = 800;
    private const int AtOnce = 64;

    // Every fourth is a queued one.
    private const int Fewest = 4;

    // A sale that leaves the compiler with less than this has met what there is to meet.
    private const int FewMethods = 60;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = AtOnce }) { BaseAddress = host.Address };

    /// <summary>Sales played to their end.</summary>
    public int Count { get; private set; }

    /// <summary>Plays until the compiler has little left to do, or until it is told to stop.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public async Task PlayAsync(CancellationToken stop)
    {
        var key = await host.Services.GetRequiredService<TokenKey>().GetAsync(stop);
        long before;
        do
        {
            before = JitInfo.GetCompiledMethodCount();
            await PlayOneAsync(Count % Fewest == Fewest - 1 ? SaleMode.Queued : SaleMode.Atomic, key, stop);
            Count++;
        }
        while (Count < Fewest || JitInfo.GetCompiledMethodCount() - before > FewMethods);
    }

    public void Dispose() => _client.Dispose();

    private async Task PlayOneAsync(SaleMode mode, byte[] key, CancellationToken stop)
    {
        var sale = await OpenAsync(mode, stop);
        var now = time.GetUtcNow();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForEachAsync(Enumerable.Range(0, Buyers), options, async (i, cancellationToken) =>
        {
            var token = new TokenIssuer(key, now).Issue($"played-{Count}-{i}", null);
            var buy = $"/api/sales/{sale}/purchases";
            var bought = await AskAsync(HttpMethod.Post, buy, token, $"key-{i}", cancellationToken);
            if (bought is null)
            {
                return;
            }

            var end = (i % 8) switch
            {
                0 => AskAsync(HttpMethod.Post, $"/api/orders/{bought}/pay", token, null, cancellationToken),
                1 => AskAsync(HttpMethod.Post, $"/api/orders/{bought}/cancel", token, null, cancellationToken),
                2 => AskAsync(HttpMethod.Post, buy, token, $"key-{i}", cancellationToken),
                3 => AskAsync(HttpMethod.Post, buy, token, $"other-{i}", cancellationToken),
                4 => AskAsync(HttpMethod.Get, $"/api/sales/{sale}", token, null, cancellationToken),
                5 => AskAsync(HttpMethod.Get, "/api/purchases", token, null, cancellationToken),
                _ => AskAsync(HttpMethod.Get, $"/api/purchases/{bought}", token, null, cancellationToken),
            };
            await end;
        });
    }

    private async Task<SaleId> OpenAsync(SaleMode mode, CancellationToken cancellationToken)
    {
        var desk = host.Services.GetRequiredService<ISaleDesk>();
        var now = time.GetUtcNow();
        var sale = await desk.CreateAsync(
            new SaleDraft
            {
                Product = ProductId.Parse("played"),
                Title = "Played",
                Price = new Money(1.00m, "CNY"),
                Stock = Stock,
                PerBuyerLimit = 1,
                Mode = mode,
                StartsAt = now,
                EndsAt = now.AddHours(1),
            },
            cancellationToken);
        await desk.PublishAsync(sale.Id, cancellationToken);
        return sale.Id;
    }

    /// <summary>The id of the purchase that the answer names; null for a refusal, and for what is not about one purchase.</summary>
    private async Task<string?> AskAsync(HttpMethod method, string path, string token, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            request.Content = new ByteArrayContent("{\"quantity\":1}"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        using var answer = await _client.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("reservationId", out var id) ? id.GetString() : null;
    }
}
