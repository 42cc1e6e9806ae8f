using System.Buffers;
using System.Text.Json;

namespace Seckill.AspNetCore.Purchases;

/// <summary>Reads <c>{"quantity":n}</c> without building anything.</summary>
internal static class QuantityReader
{
    /// <summary>More than anybody may mean; a sale's own limit decides below it.</summary>
    public const int Max = 1_000_000;

    public static bool TryRead(ReadOnlySequence<byte> body, out int quantity)
    {
        quantity = 0;
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("quantity"u8))
                {
                    reader.Skip();
                    continue;
                }

                reader.Read();
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out quantity))
                {
                    return false;
                }
            }

            return !reader.Read() && quantity is >= 1 and <= Max;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a member's name holds half a surrogate pair.
            return false;
        }
    }
}
