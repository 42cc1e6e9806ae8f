using System.Diagnostics.CodeAnalysis;

namespace Seckill.Ids;

/// <summary>Names a buyer as the verified token does: 1 to 64 characters of <c>[A-Za-z0-9_.@-]</c>. It is only ever a value in Redis, never part of a key.</summary>
public readonly record struct BuyerId
{
    private readonly string? _value;

    private BuyerId(string value) => _value = value;

    /// <summary>The text of the id; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text breaks the rule above.</exception>
    public static BuyerId Parse(string text) =>
        TryParse(text, out var id) ? id : throw IdText.Invalid("buyer id", "[A-Za-z0-9_.@-]");

    /// <summary>Reads an id; false when the text breaks the rule above.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BuyerId id)
    {
        var valid = text is not null && IdText.IsLoose(text);
        id = valid ? new BuyerId(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
