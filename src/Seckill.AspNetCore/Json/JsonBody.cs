using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Seckill.AspNetCore.Json;

/// <summary>Reads a body of a known shape. Unknown members are ignored; anything else that does not fit is the caller's mistake.</summary>
internal static class JsonBody
{
    public static bool TryParse<T>(ReadOnlySequence<byte> bytes, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value)
        where T : class
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            value = JsonSerializer.Deserialize(ref reader, type);
            return value is not null && !reader.Read();
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }
}
