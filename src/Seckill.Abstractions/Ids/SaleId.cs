using System.Diagnostics.CodeAnalysis;

namespace Seckill.Ids;

/// <summary>Names a sale: 1 to 64 characters of <c>[A-Za-z0-9_-]</c>, so it can stand in a Redis hash tag and cannot forge a key.</summary>
public readonly record struct SaleId
{
    private readonly string? _value;

    private SaleId(string value) => _value = value;

    /// <summary>The text of the id; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text breaks the rule above.</exception>
    public static SaleId Parse(string text) =>
        TryParse(text, out var id) ? id : throw IdText.Invalid("sale id", "[A-Za-z0-9_-]");

    /// <summary>Reads an id; false when the text breaks the rule above.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SaleId id)
    {
        var valid = text is not null && IdText.IsStrict(text);
        id = valid ? new SaleId(text!) : default;
        return valid;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
