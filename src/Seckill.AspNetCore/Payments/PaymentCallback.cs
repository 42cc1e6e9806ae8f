using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Payments;

/// <summary><c>POST /api/payments/callbacks/{provider}</c>: the signature over the raw body is the only credential.</summary>
internal sealed class PaymentCallback(IPurchases purchases, IOptions<SeckillPaymentOptions> options, TimeProvider time)
{
    private static readonly byte[] s_paid = """{"outcome":"paid"}"""u8.ToArray();
    private static readonly byte[] s_refund = """{"outcome":"refund"}"""u8.ToArray();

    private readonly TimeSpan _tolerance = options.Value.Tolerance;
    private readonly Dictionary<string, byte[]> _secrets =
        options.Value.Secrets.ToDictionary(p => p.Key, p => Encoding.UTF8.GetBytes(p.Value), StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        var provider = context.Request.RouteValues["provider"] as string ?? "";
        if (!_secrets.TryGetValue(provider, out var secret))
        {
            await KnownProblems.ProviderNotFound.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var body = await RawBody.ReadAsync(context).ConfigureAwait(false);
        if (body.Refusal is not null)
        {
            await body.Refusal.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var bytes = body.Bytes.ToArray();
        body.Release();
        var signature = context.Request.Headers[PaymentSignature.Header];
        if (signature.Count != 1 || !PaymentSignature.Verify(secret, signature[0], bytes, time.GetUtcNow(), _tolerance))
        {
            await KnownProblems.InvalidSignature.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        await (await RecordAsync(provider, bytes).ConfigureAwait(false))(context).ConfigureAwait(false);
    }

    private async ValueTask<Func<HttpContext, Task>> RecordAsync(string provider, byte[] bytes)
    {
        if (!JsonBody.TryParse(new ReadOnlySequence<byte>(bytes), SeckillJson.Default.PaymentNotice, out var notice))
        {
            return context => KnownProblems.InvalidRequest.WriteAsync(context, "The body must be a payment notice.");
        }

        if (notice.FindWrong() is { } wrong)
        {
            return context => KnownProblems.InvalidRequest.WriteAsync(context, wrong);
        }

        if (!PurchaseId.TryParse(notice.OrderId, out var order))
        {
            return context => KnownProblems.OrderNotFound.WriteAsync(context);
        }

        if (!notice.TryToPayment(order, provider, out var payment))
        {
            return context => KnownProblems.WrongAmount.WriteAsync(context);
        }

        var result = await purchases.PayAsync(payment, CancellationToken.None).ConfigureAwait(false);
        return result.Outcome switch
        {
            PaymentOutcome.Paid => context => SendAsync(context, s_paid),
            PaymentOutcome.Refund => context => SendAsync(context, s_refund),
            PaymentOutcome.WrongAmount => context => KnownProblems.WrongAmount.WriteAsync(context),
            _ => context => KnownProblems.OrderNotFound.WriteAsync(context),
        };
    }

    private static Task SendAsync(HttpContext context, byte[] json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, 0, json.Length, CancellationToken.None);
    }
}
