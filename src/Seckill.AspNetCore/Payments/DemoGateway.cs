using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Payments;

/// <summary>
/// <c>POST /api/orders/{orderId}/pay</c>, in Development only: plays the gateway. It posts a signed notice to this very host over HTTP,
/// so that the demo goes the way that real money goes.
/// </summary>
internal sealed class DemoGateway(
    IPurchases purchases,
    IServer server,
    IOptions<SeckillPaymentOptions> options,
    TimeProvider time,
    ILogger<DemoGateway> logger) : IDisposable
{
    public const string Provider = "demo";

    public const string DefaultSecret = "demo-secret";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    public async Task HandleAsync(HttpContext context, BuyerId buyer)
    {
        var purchase = PurchaseId.TryParse(context.Request.RouteValues["orderId"] as string, out var id)
            ? await purchases.FindAsync(id, buyer, context.RequestAborted).ConfigureAwait(false)
            : null;
        if (purchase is not { HasOrder: true, Amount: { } amount })
        {
            await KnownProblems.OrderNotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var address = HostAddress.OfItself(server.Features.Get<IServerAddressesFeature>()?.Addresses);
        try
        {
            // The transaction's id comes from the order, so paying again is the same transaction and not a second one.
            var notice = new PaymentNotice(id.ToString(), "demo-" + id, amount.Amount, amount.Currency, PaymentNotice.Paid);
            using var request = Sign(JsonAnswer.ToBytes(notice, SeckillJson.Default.PaymentNotice), address);
            using var response = await _http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
            await PassOnAsync(context, response).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !context.Response.HasStarted)
        {
            Log.DemoGatewayFailed(logger, address?.ToString(), exception);
            await KnownProblems.Unavailable.WriteAsync(context).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Sign(byte[] body, Uri? address)
    {
        var secret = Encoding.UTF8.GetBytes(options.Value.Secrets[Provider]);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address ?? throw new HttpRequestException("The server has no address yet."), "/api/payments/callbacks/" + Provider))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add(PaymentSignature.Header, PaymentSignature.Sign(secret, time.GetUtcNow(), body));
        return request;
    }

    private static async Task PassOnAsync(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        if (response.Headers.RetryAfter is { } retryAfter)
        {
            context.Response.Headers.RetryAfter = retryAfter.ToString();
        }

        await response.Content.CopyToAsync(context.Response.Body, CancellationToken.None).ConfigureAwait(false);
    }
}
