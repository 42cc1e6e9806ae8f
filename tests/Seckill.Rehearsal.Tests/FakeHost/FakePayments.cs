using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>The fake host's payments. Its check of signatures is written apart from the one under test.</summary>
internal static class FakePayments
{
    public static async Task NoticeAsync(FakeShop shop, HttpContext context)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var raw = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        if (!FakeSignature.IsRight(context.Request.Headers["X-Signature"].ToString(), raw))
        {
            await FakeWeb.RefuseAsync(shop, context, 401, "invalid-signature");
            return;
        }

        var body = await FakeJson.ReadAsync(context.Request);
        if (body.Get<string>("orderId") is not { } order)
        {
            await FakeWeb.RefuseAsync(shop, context, 400, "invalid-request");
            return;
        }

        await SayAsync(shop, context, shop.Pay(order, body.Get<decimal>("amount"), body.Get<string>("currency") ?? ""));
    }

    public static Task DemoAsync(FakeShop shop, HttpContext context, string order, string who)
    {
        var purchase = shop.Find(order);
        return purchase?.Buyer == who
            ? SayAsync(shop, context, shop.Pay(order, purchase.Amount, purchase.Sale.Currency))
            : FakeWeb.RefuseAsync(shop, context, 404, "purchase-not-found");
    }

    private static Task SayAsync(FakeShop shop, HttpContext context, FakeAnswer answer) =>
        answer.Status == 200
            ? FakeWeb.WriteAsync(context, 200, new JsonObject { ["outcome"] = answer.Code })
            : FakeWeb.RefuseAsync(shop, context, answer.Status, answer.Code!);
}
