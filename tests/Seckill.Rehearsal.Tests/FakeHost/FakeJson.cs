using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>Reads and writes the fake host's JSON.</summary>
internal static class FakeJson
{
    public const int MostBytes = 16 * 1024;

    /// <summary>The body as an object; null when it is not one.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpRequest request)
    {
        var bytes = new MemoryStream();
        try
        {
            // A body whose chunks are broken is an IOException.
            await request.Body.CopyToAsync(bytes);
            return bytes.Length > MostBytes ? null : JsonNode.Parse(new UTF8Encoding(false, true).GetString(bytes.ToArray())) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or IOException)
        {
            return null;
        }
    }

    public static T? Get<T>(this JsonObject? json, string name) =>
        json is not null && json.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue(out T? found) ? found : default;

    public static JsonObject Describe(FakeShop shop, FakePurchase purchase)
    {
        var json = new JsonObject
        {
            ["reservationId"] = purchase.Id,
            ["saleId"] = purchase.Sale.Id,
            ["quantity"] = purchase.Quantity,
            ["status"] = purchase.Status,
        };
        if (purchase.HasOrder)
        {
            json["orderId"] = purchase.Id;
            json["payBefore"] = purchase.PayBefore;
            json["amount"] = purchase.Amount;
            json["currency"] = purchase.Sale.Currency;
        }
        else if (shop.PositionOf(purchase) is { } position)
        {
            json["position"] = position;
            json["estimatedWaitMs"] = 100;
        }

        return json;
    }
}
