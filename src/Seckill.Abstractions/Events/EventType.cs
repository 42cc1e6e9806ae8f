using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Seckill.Events;

/// <summary>Names a kind of event and knows how to turn it into JSON and back, without reflection.</summary>
/// <typeparam name="T">The event.</typeparam>
/// <param name="name">The name on the wire, 1 to 64 characters. It outlives the C# type.</param>
/// <param name="json">Source-generated metadata of the event.</param>
public sealed class EventType<T>(string name, JsonTypeInfo<T> json)
    where T : class
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>Turns an event into its payload.</summary>
    public ReadOnlyMemory<byte> Write(T value) => JsonSerializer.SerializeToUtf8Bytes(value, json);

    /// <summary>Reads a payload.</summary>
    /// <exception cref="JsonException">The payload is not such an event.</exception>
    public T Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, json) ?? throw new JsonException($"The payload of a {Name} is null.");

    /// <inheritdoc />
    public override string ToString() => Name;
}
