using System.Text.Json;
using System.Text.Json.Serialization;

namespace Seckill.AspNetCore.Json;

/// <summary>Times as RFC 3339: written in UTC with a Z, read only with an offset, because a bare time would mean the server's own zone.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String
            && reader.TryGetDateTimeOffset(out var time)
            && HasOffset(reader.GetString()!))
        {
            return time.ToUniversalTime();
        }

        throw new JsonException("A time needs a date, a time and an offset, such as 2026-01-31T20:00:00Z.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);

    private static bool HasOffset(string text)
    {
        var clock = text.IndexOf('T', StringComparison.Ordinal);
        return clock > 0 && (text[^1] == 'Z' || text.AsSpan(clock).ContainsAny('+', '-'));
    }
}
