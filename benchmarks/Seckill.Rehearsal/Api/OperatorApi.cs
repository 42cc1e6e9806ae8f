using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Seckill.Rehearsal.Http;

namespace Seckill.Rehearsal.Api;

/// <summary>What operators call. Anything but the expected status is a fault: a rehearsal cannot go on without its operator.</summary>
internal sealed class OperatorApi(HostAddress host) : IDisposable
{
    private const int MostTries = 3;
    private const int MostTokens = 100_000;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly HttpPool _pool = new(host.EndPoint, 1, TimeSpan.FromSeconds(60));
    private string? _token;

    /// <summary>The operator's token.</summary>
    public string Token => _token ?? throw new InvalidOperationException("Sign in first.");

    /// <summary>Asks for an operator's token; to be called before the rest.</summary>
    public async Task SignInAsync() =>
        _token = (await PostAsync("/api/dev/tokens", new TokenRequest { Role = "operator" }, ApiJson.Default.TokenRequest, ApiJson.Default.TokenList)).Tokens[0];

    /// <summary>Makes tokens for buyers <c>prefix1…prefixN</c>.</summary>
    /// <exception cref="ArgumentException">These are more than a host makes.</exception>
    public async Task<byte[][]> MakeBuyersAsync(string prefix, int count)
    {
        if (count > MostTokens)
        {
            throw new ArgumentException($"{count} buyers are more than the {MostTokens} that a host makes tokens for.", nameof(count));
        }

        var request = new TokenRequest { Prefix = prefix, Count = count };
        var list = await PostAsync("/api/dev/tokens", request, ApiJson.Default.TokenRequest, ApiJson.Default.TokenList);
        return [.. list.Tokens.Select(Encoding.ASCII.GetBytes)];
    }

    public Task<SaleView> CreateAsync(SaleDraft draft) => PostAsync("/api/admin/sales", draft, ApiJson.Default.SaleDraft, ApiJson.Default.SaleView);

    /// <summary>Creates a sale and publishes it.</summary>
    public async Task<string> OpenSaleAsync(SaleDraft draft)
    {
        var sale = await CreateAsync(draft);
        await MoveAsync(sale.Id, "publish");
        return sale.Id;
    }

    /// <summary>Moves a sale along its life: <c>publish</c>, <c>pause</c>, <c>resume</c> or <c>close</c>.</summary>
    public Task MoveAsync(string sale, string verb) => SendAsync("POST", $"/api/admin/sales/{sale}/{verb}", "");

    public async Task<BooksView> ReadBooksAsync(string sale) => Parse(await SendAsync("GET", $"/api/admin/sales/{sale}/books", null), ApiJson.Default.BooksView);

    /// <summary>Reads every order of a sale. Orders that are made meanwhile may be missed or shift others to the next page, never hide them.</summary>
    public async Task<IReadOnlyDictionary<string, OrderView>> ListOrdersAsync(string sale)
    {
        var orders = new Dictionary<string, OrderView>();
        var more = true;
        for (var page = 1; more; page++)
        {
            var list = Parse(await SendAsync("GET", $"/api/admin/sales/{sale}/orders?page={page}", null), ApiJson.Default.OrderListView);
            foreach (var order in list.Items)
            {
                orders.TryAdd(order.OrderId, order);
            }

            more = list.HasMore;
        }

        return orders;
    }

    public void Dispose() => _pool.Dispose();

    private async Task<TOut> PostAsync<TIn, TOut>(string path, TIn body, JsonTypeInfo<TIn> write, JsonTypeInfo<TOut> read) =>
        Parse(await SendAsync("POST", path, JsonSerializer.Serialize(body, write)), read);

    private static T Parse<T>(string text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text, type) ?? throw new HostFaultException("The host answered null.");

    // A connection that a restart has cut shows it at the next call; what changes nothing is then asked again.
    private async Task<string> SendAsync(string method, string path, string? body)
    {
        var repeatable = method == "GET" || path.StartsWith("/api/dev/", StringComparison.Ordinal);
        for (var tries = repeatable ? MostTries : 1; ; tries--)
        {
            try
            {
                return await SendOnceAsync(method, path, body);
            }
            catch (HostFaultException e) when (tries > 1 && e.InnerException is not null)
            {
                await Task.Delay(RetryPause);
            }
        }
    }

    private async Task<string> SendOnceAsync(string method, string path, string? body)
    {
        var connection = await _pool.RentAsync();
        try
        {
            var request = connection.Request.Add(method).Add(" ").Add(path).Add(" HTTP/1.1\r\nHost: ").Add(host.Authority);
            if (_token is not null)
            {
                request.Add("\r\nAuthorization: Bearer ").Add(_token);
            }

            if (body is not null)
            {
                request.Add("\r\nContent-Type: application/json\r\nContent-Length: ").Add(Encoding.UTF8.GetByteCount(body));
            }

            request.Add("\r\n\r\n").Add(body ?? "");
            var answer = await connection.ExchangeAsync();
            var text = Encoding.UTF8.GetString(answer.Body);
            return answer.Status is 200 or 201 ? text : throw new HostFaultException($"{method} {path} was answered {answer.Status}: {text}");
        }
        catch (Exception e) when (BuyerApi.IsLoss(e))
        {
            throw new HostFaultException($"{method} {path} was not answered: {e.Message}", e);
        }
        finally
        {
            _pool.Return(connection);
        }
    }
}
