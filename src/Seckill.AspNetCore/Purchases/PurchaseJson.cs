using System.Text.Json;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Purchases;

/// <summary>Writes a purchase as the contract shows it.</summary>
internal static class PurchaseJson
{
    public static string Word(PurchaseStatus status) => status switch
    {
        PurchaseStatus.Queued => "queued",
        PurchaseStatus.PendingPayment => "pendingPayment",
        PurchaseStatus.Paid => "paid",
        PurchaseStatus.Cancelled => "cancelled",
        _ => "refused",
    };

    /// <summary>The body of a look-up; with <paramref name="type"/> the body of a push.</summary>
    public static void WriteState(Utf8JsonWriter json, PurchaseState purchase, string? type = null)
    {
        var id = purchase.Id.ToString();
        json.WriteStartObject();
        if (type is not null)
        {
            json.WriteString("type"u8, type);
        }

        json.WriteString("reservationId"u8, id);
        json.WriteString("saleId"u8, purchase.Sale.Value);
        json.WriteNumber("quantity"u8, purchase.Quantity);
        json.WriteString("status"u8, Word(purchase.Status));
        WriteOrder(json, purchase, id);
        if (purchase.Reason is not null)
        {
            json.WriteString("reason"u8, purchase.Reason);
        }

        WriteLine(json, purchase);
        json.WriteEndObject();
    }

    public static void WriteOrdered(Utf8JsonWriter json, PurchaseState purchase)
    {
        var id = purchase.Id.ToString();
        json.WriteStartObject();
        json.WriteString("reservationId"u8, id);
        json.WriteString("status"u8, Word(purchase.Status));
        WriteOrder(json, purchase, id);
        json.WriteEndObject();
    }

    public static void WriteTicket(Utf8JsonWriter json, PurchaseState purchase, string id)
    {
        json.WriteStartObject();
        json.WriteString("reservationId"u8, id);
        json.WriteString("status"u8, Word(purchase.Status));
        WriteLine(json, purchase);
        json.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter json, PurchaseState purchase, string id)
    {
        if (!purchase.HasOrder)
        {
            return;
        }

        json.WriteString("orderId"u8, id);
        if (purchase.PayBefore is { } payBefore)
        {
            json.WriteString("payBefore"u8, payBefore.UtcDateTime);
        }

        if (purchase.Amount is { } amount)
        {
            json.WriteNumber("amount"u8, amount.Amount);
            json.WriteString("currency"u8, amount.Currency);
        }
    }

    private static void WriteLine(Utf8JsonWriter json, PurchaseState purchase)
    {
        if (purchase.Position is { } position)
        {
            json.WriteNumber("position"u8, position);
        }

        if (purchase.EstimatedWait is { } wait)
        {
            json.WriteNumber("estimatedWaitMs"u8, (long)wait.TotalMilliseconds);
        }
    }
}
