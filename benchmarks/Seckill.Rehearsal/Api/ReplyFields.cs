using System.Text.Json;

namespace Seckill.Rehearsal.Api;

/// <summary>The fields of a flat JSON answer that buyers care for, read without building a document.</summary>
internal struct ReplyFields
{
    public string? ReservationId;
    public string? OrderId;
    public string? Status;
    public string? Code;
    public string? Reason;
    public string? Outcome;
    public long? Position;
    public long? EstimatedWaitMs;
    public DateTimeOffset? PayBefore;
    public decimal? Amount;

    /// <summary>False when the body is neither empty nor a JSON object of the expected types.</summary>
    public bool TryRead(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
        {
            return true;
        }

        try
        {
            var json = new Utf8JsonReader(body);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                ReadField(ref json);
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private void ReadField(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("reservationId"u8)) { ReservationId = Text(ref json); }
        else if (json.ValueTextEquals("orderId"u8)) { OrderId = Text(ref json); }
        else if (json.ValueTextEquals("status"u8)) { Status = TextOrNumber(ref json); }
        else if (json.ValueTextEquals("code"u8)) { Code = Text(ref json); }
        else if (json.ValueTextEquals("reason"u8)) { Reason = Text(ref json); }
        else if (json.ValueTextEquals("outcome"u8)) { Outcome = Text(ref json); }
        else if (json.ValueTextEquals("position"u8)) { Position = Number(ref json); }
        else if (json.ValueTextEquals("estimatedWaitMs"u8)) { EstimatedWaitMs = Number(ref json); }
        else if (json.ValueTextEquals("amount"u8)) { Amount = json.Read() && json.TokenType != JsonTokenType.Null ? json.GetDecimal() : null; }
        else if (json.ValueTextEquals("payBefore"u8)) { PayBefore = json.Read() && json.TokenType != JsonTokenType.Null ? json.GetDateTimeOffset() : null; }
        else
        {
            json.Read();
            json.Skip();
        }
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString();
    }

    private static long? Number(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? null : json.GetInt64();
    }

    // A problem's status is a number, a purchase's is a word.
    private static string? TextOrNumber(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String ? json.GetString() : null;
    }
}
