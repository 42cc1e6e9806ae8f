using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>The fake host's operator routes.</summary>
internal static class FakeDesk
{
    private const int PageSize = 50;

    public static async Task AnswerAsync(FakeShop shop, HttpContext context, string[] path)
    {
        switch (context.Request.Method, path)
        {
            case ("PATCH", ["sales", var id]) when shop.Knows(id):
            case ("POST", ["sales", var sold, "stock-adjustments"]) when shop.Knows(sold):
                await FakeWeb.RefuseAsync(shop, context, 400, "invalid-request");
                break;
            case ("POST", ["sales"]):
                await CreateAsync(shop, context);
                break;
            case ("POST", ["sales", var id, "publish" or "resume" or "pause" or "close"]) when shop.Knows(id):
                shop.Read(id, sale => sale.Stage = path[2] is "pause" ? "paused" : path[2] is "close" ? "closed" : "open");
                await FakeWeb.WriteAsync(context, 200, new JsonObject { ["id"] = id });
                break;
            case ("GET", ["sales", var id, "books"]) when shop.Knows(id):
                await FakeWeb.WriteAsync(context, 200, shop.Read(id, Books));
                break;
            case ("GET", ["sales", var id, "orders"]) when shop.Knows(id):
                var page = int.TryParse(context.Request.Query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
                await FakeWeb.WriteAsync(context, 200, shop.Read(id, sale => Orders(sale, page)));
                break;
            default:
                await FakeWeb.RefuseAsync(shop, context, 404, "not-found");
                break;
        }
    }

    private static async Task CreateAsync(FakeShop shop, HttpContext context)
    {
        var body = await FakeJson.ReadAsync(context.Request);
        if (body.Get<long>("stock") < 1 || !TimeSpan.TryParse(body.Get<string>("paymentWindow"), CultureInfo.InvariantCulture, out var window))
        {
            await FakeWeb.RefuseAsync(shop, context, 400, "invalid-request");
            return;
        }

        var sale = new FakeSale
        {
            Id = Guid.NewGuid().ToString("n"),
            Stock = body.Get<long>("stock"),
            Limit = body.Get<int>("perBuyerLimit"),
            Price = body.Get<decimal>("price"),
            Currency = body.Get<string>("currency")!,
            Mode = body.Get<string>("mode")!,
            PaymentWindow = window,
            EndsAt = body.Get<DateTimeOffset>("endsAt"),
        };
        shop.Add(sale);
        await FakeWeb.WriteAsync(context, 201, new JsonObject { ["id"] = sale.Id, ["status"] = "draft", ["version"] = 1 });
    }

    private static JsonObject Books(FakeSale sale) => new()
    {
        ["total"] = sale.Stock,
        ["available"] = sale.Available,
        ["reserved"] = Units(sale, "queued"),
        ["pendingPayment"] = Units(sale, "pendingPayment"),
        ["paid"] = Units(sale, "paid"),
        ["settling"] = 0,
        ["balanced"] = true,
        ["epoch"] = 1,
        ["differences"] = new JsonArray(),
    };

    private static int Units(FakeSale sale, string status) => sale.Purchases.Where(one => one.Status == status).Sum(one => one.Quantity);

    private static JsonObject Orders(FakeSale sale, int page)
    {
        var orders = Enumerable.Reverse(sale.Purchases).Where(one => one.HasOrder).ToArray();
        var items = orders.Skip((page - 1) * PageSize).Take(PageSize).Select(one => (JsonNode)new JsonObject
        {
            ["orderId"] = one.Id,
            ["buyer"] = one.Buyer,
            ["quantity"] = one.Quantity,
            ["status"] = one.Status,
            ["createdAt"] = one.RipeAt,
            ["payBefore"] = one.PayBefore,
        });
        return new JsonObject { ["items"] = new JsonArray([.. items]), ["hasMore"] = page * PageSize < orders.Length };
    }
}
