using System.Diagnostics.CodeAnalysis;

namespace Seckill.Ids;

/// <summary>The caller's idempotency key: 1 to 64 characters of <c>[A-Za-z0-9_-]</c>, scoped to one buyer and one sale.</summary>
public readonly record struct RequestKey
{
    private readonly string? _value;

    private RequestKey(string value) => _value = value;

    /// <summary>The text of the key; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">The text breaks the rule above.</exception>
    public static RequestKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw IdText.Invalid("request key", "[A-Za-z0-9_-]");

    /// <summary>Reads a key; false when the text breaks the rule above.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RequestKey key)
    {
        var valid = text is not null && IdText.IsStrict(text);
        key = valid ? new RequestKey(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
