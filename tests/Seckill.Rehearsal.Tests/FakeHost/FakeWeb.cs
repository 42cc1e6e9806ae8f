using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>The fake shop behind HTTP, with the routes of the contract that rehearsals use.</summary>
public sealed class FakeWeb(FakeShop shop) : IAsyncDisposable
{
    private WebApplication? _app;
    private Timer? _clock;

    /// <summary>Starts on the port, 0 for any.</summary>
    public async Task<int> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, port));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _clock = new Timer(_ => shop.Tend(), null, 20, 20);
        await _app.StartAsync();
        return new Uri(_app.Urls.First()).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _clock!.DisposeAsync();
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await _app.StopAsync(now.Token);
            await _app.DisposeAsync();
            _app = null;
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/').Split('/');
        var who = FakeToken.Read(context.Request.Headers.Authorization);
        var method = context.Request.Method;
        switch (method, path)
        {
            case ("GET", ["health", "ready"]):
                break;
            case ("POST", ["api", "dev", "tokens"]):
                await MakeTokensAsync(context);
                break;
            case ("POST", ["api", "payments", "callbacks", "demo"]):
                await FakePayments.NoticeAsync(shop, context);
                break;
            case ("POST", ["api", "payments", "callbacks", _]):
                await RefuseAsync(shop, context, 404, "provider-not-found");
                break;
            case (_, ["api", "admin", ..]) when who is not null and not FakeToken.Operator:
                await RefuseAsync(shop, context, 403, "forbidden");
                break;
            case (_, ["api", "admin", ..]) when who is FakeToken.Operator:
                await FakeDesk.AnswerAsync(shop, context, path[2..]);
                break;
            case ("POST", ["api", "sales", var sale, "purchases"]) when who is not null:
                await BuyAsync(context, sale, who);
                break;
            case ("GET", ["api", "purchases", var id]) when who is not null:
                var found = shop.Find(id);
                await (found?.Buyer == who ? WriteAsync(context, 200, FakeJson.Describe(shop, found)) : RefuseAsync(shop, context, 404, "purchase-not-found"));
                break;
            case ("POST", ["api", "orders", var id, "cancel"]) when who is not null:
                await SayAsync(context, shop.Cancel(id, who));
                break;
            case ("POST", ["api", "orders", var id, "pay"]) when who is not null:
                await FakePayments.DemoAsync(shop, context, id, who);
                break;
            case (_, ["api", "sales", _, "purchases"]) when who is not null:
                await RefuseAsync(shop, context, 405, "method-not-allowed");
                break;
            default:
                await RefuseAsync(shop, context, who is null && path[0] == "api" ? 401 : 404, who is null && path[0] == "api" ? "unauthorized" : "not-found");
                break;
        }
    }

    private async Task BuyAsync(HttpContext context, string sale, string who)
    {
        if (shop.Has(Bug.Slow))
        {
            // The planted bug itself: the campaign measures this host from another process by the real clock.
            await Task.Delay(200);
        }

        if (context.Request.ContentType is not "application/json")
        {
            await RefuseAsync(shop, context, 415, "unsupported-media-type");
            return;
        }

        if (context.Request.ContentLength > FakeJson.MostBytes)
        {
            await RefuseAsync(shop, context, 413, "payload-too-large");
            return;
        }

        var body = await FakeJson.ReadAsync(context.Request);
        if (body is null && shop.Has(Bug.CrashesOnBadBody))
        {
            context.Response.StatusCode = 500;
            return;
        }

        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var quantity = body.Get<int>("quantity");
        if (quantity < 1 && shop.Has(Bug.TakesBadQuantity) && key.Length > 0)
        {
            quantity = 1;
        }

        var valid = quantity >= 1 && key.Length is > 0 and <= 64 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        if (!valid && quantity >= 1 && shop.Has(Bug.HangsOnBadKey))
        {
            context.Abort();
            return;
        }

        await (valid ? SayAsync(context, shop.Buy(sale, who, key, quantity)) : RefuseAsync(shop, context, 400, "invalid-request"));
    }

    private async Task MakeTokensAsync(HttpContext context)
    {
        var body = await FakeJson.ReadAsync(context.Request);
        var count = body.Get<int>("count");
        if (body.Get<string>("role") != "operator" && count is < 1 or > 100_000)
        {
            await RefuseAsync(shop, context, 400, "invalid-request");
            return;
        }

        string[] names = body.Get<string>("role") == "operator" ? [FakeToken.Operator]
            : [.. Enumerable.Range(1, count).Select(i => body.Get<string>("prefix") + i.ToString(CultureInfo.InvariantCulture))];
        await WriteAsync(context, 200, new JsonObject { ["tokens"] = new JsonArray([.. names.Select(name => JsonValue.Create(FakeToken.Make(name)))]) });
    }

    private Task SayAsync(HttpContext context, FakeAnswer answer) =>
        answer.Purchase is { } purchase ? WriteAsync(context, answer.Status, FakeJson.Describe(shop, purchase)) : RefuseAsync(shop, context, answer.Status, answer.Code!);

    internal static Task WriteAsync(HttpContext context, int status, JsonNode json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json.ToJsonString());
    }

    internal static Task RefuseAsync(FakeShop shop, HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = shop.Has(Bug.PlainErrors) ? "text/plain" : "application/problem+json";
        return context.Response.WriteAsync(new JsonObject { ["type"] = $"/problems/{code}", ["code"] = code, ["status"] = status }.ToJsonString());
    }
}
